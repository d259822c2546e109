// Calling a lifecycle hook: a command, a request or a pause.
//
// Kubernetes: pkg/kubelet/lifecycle/handlers.go
import type { Container, LifecycleHandler, Pod } from "@/generated/kubernetes/types";
import { namedPort } from "../network/policy";
import { kubeletName } from "./context";
import type { PodWork } from "./pod-work";

export interface HookRequest {
  readonly container: Container;
  readonly hook: LifecycleHandler;
  /** What its command is known by. */
  readonly name: string;
}

export type HookCall =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "waits"; readonly until: number; readonly exec?: string };

/** A command may take as long as it wants; the caller sets an end. */
const forever = Number.MAX_SAFE_INTEGER;

export function callHook(work: PodWork, pod: Pod, request: HookRequest): HookCall {
  const { container, hook, name } = request;
  const { runtime, network } = work.context;
  if (hook.sleep !== undefined)
    return { kind: "waits", until: work.now + hook.sleep.seconds * 1000 };
  if (hook.exec !== undefined) {
    const current = work.current(container.name);
    if (current === undefined) return { kind: "done" };
    const failure = runtime.exec(current, name, hook.exec.command ?? [], {
      reconciler: kubeletName,
      key: work.key,
    });
    return failure === undefined
      ? { kind: "waits", until: forever, exec: name }
      : { kind: "failed", error: failure.error };
  }
  if (hook.httpGet === undefined) return { kind: "done" };
  const { host, path = "/", port } = hook.httpGet;
  const number = typeof port === "number" ? port : (namedPort(pod, port) ?? 0);
  const address = host ?? work.row.address ?? "";
  const reach = network.connect(work.row.node, { address, port: number, protocol: "TCP" });
  const url = `http://${address}:${number}${path}`;
  if (reach.kind !== "connected") {
    return {
      kind: "failed",
      error: `Get "${url}": dial tcp ${address}:${number}: connect: connection refused`,
    };
  }
  const headers = { host: `${address}:${number}`, "user-agent": "kube-lifecycle/1.36" };
  const answer = network.request(reach, { kind: "http", method: "GET", path, headers, body: "" });
  if (answer.kind === "http" && answer.status < 400) return { kind: "done" };
  return {
    kind: "failed",
    error:
      answer.kind === "http"
        ? `HTTP hook failed with statuscode: ${answer.status}`
        : `Get "${url}": EOF`,
  };
}
