import { getPath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { templateFlags } from "../flags/shared-flags";
import { outputOf, resultPrinter } from "../output";
import { oneName, type Session } from "../session";
import { createObject } from "../writes";
import { knownKind } from "./generator";

const boundKinds: Readonly<Record<string, string>> = { Node: "v1", Pod: "v1", Secret: "v1" };

export const createToken: Command = {
  name: "token",
  summary: "Request a service account token",
  usage: "SERVICE_ACCOUNT_NAME",
  flags: defineFlags(
    `${templateFlags} audience:array duration:duration bound-object-kind:string bound-object-name:string bound-object-uid:string`,
  ),
  run: runCreateToken,
};

function runCreateToken(session: Session): number {
  const name = oneName(session);
  validate(session);
  const { flags } = session;
  const boundKind = flags.string("bound-object-kind");
  const request = {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    metadata: {},
    spec: {
      audiences: flags.list("audience").length === 0 ? null : flags.list("audience"),
      expirationSeconds:
        flags.duration("duration") === 0 ? null : flags.duration("duration") / 1000,
      boundObjectRef:
        boundKind === ""
          ? null
          : {
              kind: boundKind,
              apiVersion: boundKinds[boundKind],
              name: flags.string("bound-object-name"),
              ...(flags.string("bound-object-uid") === ""
                ? {}
                : { uid: flags.string("bound-object-uid") }),
            },
    },
  };
  const kind = knownKind("v1", "TokenRequest", "serviceaccounts");
  try {
    const where = { kind, namespace: session.cluster.namespace, name, subresource: "token" };
    const answer = createObject(session, where, request, {});
    if (outputOf(session).format !== "") resultPrinter(session, "")(answer);
    else session.io.stdout(String(getPath(answer, ["status", "token"]) ?? ""));
    return 0;
  } catch (thrown) {
    throw new CommandError(`failed to create token: ${asError(thrown).message}`);
  }
}

function validate({ flags }: Session): void {
  const durationMs = flags.duration("duration");
  const [kind, name, uid] = ["bound-object-kind", "bound-object-name", "bound-object-uid"].map(
    (flag) => flags.string(flag),
  );
  if (durationMs < 0) throw new CommandError("--duration must be greater than or equal to 0");
  if (durationMs % 1000 !== 0)
    throw new CommandError("--duration cannot be expressed in units less than seconds");
  if (flags.list("audience").includes(""))
    throw new CommandError("--audience must not be an empty string");
  if (!kind && name)
    throw new CommandError(
      "--bound-object-name can only be set if --bound-object-kind is provided",
    );
  if (!kind && uid)
    throw new CommandError("--bound-object-uid can only be set if --bound-object-kind is provided");
  if (kind && boundKinds[kind] === undefined) {
    throw new CommandError(
      `supported --bound-object-kind values are ${Object.keys(boundKinds).join(", ")}`,
    );
  }
  if (kind && !name)
    throw new CommandError("--bound-object-name is required if --bound-object-kind is provided");
}
