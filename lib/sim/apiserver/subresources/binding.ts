// `pods/binding`: the scheduler's one write, also open to anyone who binds a pod by hand.
//
// Kubernetes: pkg/registry/core/pod/storage/storage.go (assignPod)
import type { Pod } from "@/generated/kubernetes/types";
import { present } from "../../kernel/invariant";
import { isJsonObject } from "../../meta/object";
import { badRequest, conflict, notFound } from "../../meta/status-error";
import { formatTime } from "../../meta/time";
import { readValue } from "../body";
import { type Call, json } from "../call";
import { trackFields } from "../field-tracking";
import { asObject } from "../indexes";
import { storageKey } from "../kind-index";
import type { ApiResponse } from "../request";
import type { ServerContext } from "../server-context";
import { storeObject, type WriteOptions } from "../stored-object";

export function bindPod(
  server: ServerContext,
  target: { readonly namespace?: string; readonly name: string; readonly uid?: string },
  node: string,
  options: WriteOptions,
): void {
  const kind = present(server.kinds.resource("", "v1", "pods"), "pods are always served");
  const { namespace = "", name } = target;
  const key = storageKey(kind, namespace, name);
  const stored = asObject(server.etcd.get(key)?.value);
  if (stored === undefined) throw notFound("pods", name);
  const pod = stored as Pod & typeof stored;
  const refuse = (why: string) => conflict("pods/binding", name, why);
  if (target.uid !== undefined && target.uid !== pod.metadata.uid) {
    throw refuse(
      `Precondition failed: UID in precondition: ${target.uid}, UID in object meta: ${pod.metadata.uid}`,
    );
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    throw refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
  }
  if (pod.spec?.nodeName) {
    throw refuse(`pod ${name} is already assigned to node "${pod.spec.nodeName}"`);
  }
  if ((pod.spec?.schedulingGates ?? []).length > 0) {
    throw refuse(`pod ${name} has non-empty .spec.schedulingGates`);
  }
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
  const observedGeneration = pod.metadata.generation;
  const scheduled = {
    type: "PodScheduled",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: formatTime(server.state.now),
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
  const bound = {
    ...stored,
    spec: { ...pod.spec, nodeName: node },
    status: { ...pod.status, conditions: [...others, scheduled] },
  };
  storeObject(
    server,
    key,
    trackFields(server, { kind, object: bound, old: stored, options, subresource: "binding" }),
  );
}

/** A Binding, posted to `pods/NAME/binding` or, as kubectl does, to `bindings`. */
export function bindFromBody(server: ServerContext, call: Call): ApiResponse {
  const body = readValue(call.request);
  const target = isJsonObject(body) && isJsonObject(body.target) ? body.target : {};
  if (typeof target.name !== "string" || target.name === "") {
    throw badRequest("target.name: Required value");
  }
  const metadata = isJsonObject(body) && isJsonObject(body.metadata) ? body.metadata : {};
  const name = call.info.subresource === "binding" ? call.info.name : String(metadata.name ?? "");
  const pod = {
    namespace: call.info.namespace,
    name,
    ...(typeof metadata.uid === "string" ? { uid: metadata.uid } : {}),
  };
  bindPod(server, pod, target.name, call.write);
  return json(201, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    code: 201,
  });
}
