// A kind's schema in the OpenAPI v3 document of its group.
import { isJsonObject, type JsonObject } from "@/lib/sim/meta/object";
import { CommandError } from "../command-error";
import { groupVersion, type ResourceKind } from "../discovery";
import type { Session } from "../session";
import { splitUrl } from "../verbs/get";

export interface Schema {
  readonly name: string;
  readonly root: JsonObject;
  /** All models of the document, by name. */
  readonly models: JsonObject;
}

export function loadSchema(session: Session, kind: ResourceKind): Schema {
  const { client } = session.cluster;
  const index = client.raw({ path: "/openapi/v3" });
  const key = kind.group === "" ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`;
  const paths = isJsonObject(index) && isJsonObject(index.paths) ? index.paths : {};
  const entry = paths[key];
  const url =
    isJsonObject(entry) && typeof entry.serverRelativeURL === "string"
      ? entry.serverRelativeURL
      : `/openapi/v3/${key}`;
  const document = client.raw(splitUrl(url));
  const components =
    isJsonObject(document) && isJsonObject(document.components) ? document.components : {};
  const models = isJsonObject(components.schemas) ? components.schemas : {};
  const names = Object.keys(models);
  const name =
    names.find((one) => describes(models[one], kind)) ??
    names.find((one) => one.endsWith(`.${kind.version}.${kind.kind}`));
  const root = name === undefined ? undefined : models[name];
  if (name === undefined || !isJsonObject(root)) {
    throw new CommandError(`couldn't find resource for "${groupVersion(kind)}, Kind=${kind.kind}"`);
  }
  return { name, root, models };
}

function describes(model: unknown, kind: ResourceKind): boolean {
  const kinds = isJsonObject(model) ? model["x-kubernetes-group-version-kind"] : undefined;
  if (!Array.isArray(kinds)) return false;
  return kinds.some(
    (one) => one.kind === kind.kind && one.group === kind.group && one.version === kind.version,
  );
}
