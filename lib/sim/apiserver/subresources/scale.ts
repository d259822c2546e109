// `/scale`: the size of a workload, whatever its kind.
//
// Kubernetes: pkg/registry/apps/deployment/storage/storage.go (ScaleREST)
import { age, ageColumn, column, nameColumn } from "../../kinds/cells";
import { fieldPath, invalid as invalidField } from "../../meta/field-errors";
import {
  deepClone,
  getPath,
  isJsonObject,
  type KubernetesObject,
  setPath,
} from "../../meta/object";
import { invalid, methodNotSupported } from "../../meta/status-error";
import { readValue } from "../body";
import { type Call, json, targetOf } from "../call";
import { applyPatchText } from "../patch-text";
import type { ApiResponse } from "../request";
import type { ServerContext } from "../server-context";
import { readObject } from "../stored-object";
import { updateObject } from "../update";

export function handleScale(server: ServerContext, call: Call): ApiResponse {
  const target = { ...targetOf(call), subresource: "" };
  const object = readObject(server, target);
  const { verb } = call.info;
  if (verb === "get") return answer(server, call, object);
  if (verb !== "update" && verb !== "patch") {
    throw methodNotSupported({ group: call.kind.group, resource: call.kind.plural }, verb);
  }
  const asked =
    verb === "update"
      ? readValue(call.request)
      : applyPatchText(call.request, scaleOf(call, object));
  const replicas = getPath(asked, ["spec", "replicas"]) ?? 0;
  const version =
    isJsonObject(asked) && isJsonObject(asked.metadata)
      ? asked.metadata.resourceVersion
      : undefined;
  if (typeof replicas !== "number" || replicas < 0) {
    const error = invalidField(
      fieldPath("spec", "replicas"),
      replicas,
      "must be greater than or equal to 0",
    );
    throw invalid({ group: "autoscaling", kind: "Scale" }, call.info.name, [error]);
  }
  const path = call.kind.scale?.specReplicasPath ?? ["spec", "replicas"];
  const draft = deepClone(setPath(object, path, replicas));
  if (typeof version === "string" && version !== "") draft.metadata.resourceVersion = version;
  return json(
    200,
    scaleOf(call, updateObject(server, target, draft, { ...call.write, through: "scale" })),
  );
}

function answer(server: ServerContext, call: Call, object: KubernetesObject): ApiResponse {
  const scale = scaleOf(call, object);
  if (call.presentation.as !== "table") return json(200, scale);
  const count = (part: "spec" | "status"): number =>
    Number(getPath(scale, [part, "replicas"]) ?? 0);
  const cells = [
    object.metadata.name,
    count("spec"),
    count("status"),
    age(object, server.state.now),
  ];
  return json(200, {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: {},
    columnDefinitions: scaleColumns.map((column) => ({ format: "", priority: 0, ...column })),
    rows: [
      {
        cells,
        object: {
          kind: "PartialObjectMetadata",
          apiVersion: "meta.k8s.io/v1",
          metadata: object.metadata,
        },
      },
    ],
  });
}

// Kubernetes: pkg/printers/internalversion/printers.go (printScale)
const scaleColumns = [
  nameColumn,
  column("Desired", "Replicas that are wanted.", "integer"),
  column("Available", "Replicas that there are.", "integer"),
  ageColumn,
];

function scaleOf({ kind }: Call, object: KubernetesObject) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { scale } = kind;
  const selector = scale?.selector(object);
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: omitZero("replicas", getPath(object, scale?.specReplicasPath ?? [])),
    status: {
      replicas: getPath(object, scale?.statusReplicasPath ?? []) ?? 0,
      ...(selector === undefined || selector === "" ? {} : { selector }),
    },
  };
}

const omitZero = (name: string, value: unknown): Record<string, unknown> =>
  value === undefined || value === 0 ? {} : { [name]: value };
