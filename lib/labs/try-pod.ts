// What a check does to a pod on its fork: call it, end a container of it, read what it wrote of late.
import type { Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { type Typed, typeOnFork } from "./run-on-fork";

type Pod = Resource<"Pod">;

/** Asks the pod itself, at its own address, as any other pod could. */
export function callPod({ cluster }: CheckContext, pod: Pod, port: number, path = "/"): Typed {
  const url = `http://${pod.status?.podIP}:${port}${path}`;
  return typeOnFork(cluster, `curl -sS --max-time 5 '${url}'`);
}

/** A command inside a container. */
export function execIn(
  { cluster }: CheckContext,
  pod: Pod,
  container: string,
  command: string,
): Typed {
  const { namespace = "default", name } = pod.metadata;
  return typeOnFork(cluster, `kubectl exec ${name} -n ${namespace} -c ${container} -- ${command}`);
}

/** Ends the container's first process and lets a minute pass; the pod as it is then. */
export function endContainer(context: CheckContext, pod: Pod, container: string): Pod | undefined {
  execIn(context, pod, container, "kill 1");
  context.cluster.advance(60_000);
  const { namespace = "default", name } = pod.metadata;
  return context.client.get("Pod", { namespace, name });
}

/** What a container writes within the next `seconds`. */
export function newLogOf(
  { cluster }: CheckContext,
  pod: Pod,
  container: string,
  seconds = 30,
): string {
  cluster.advance(seconds * 1000);
  const { namespace = "default", name } = pod.metadata;
  const line = `kubectl logs ${name} -n ${namespace} -c ${container} --since=${seconds}s`;
  return typeOnFork(cluster, line).output;
}
