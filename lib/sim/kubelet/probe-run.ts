// Running one probe: a request, a connection or a command, with Go's words for what went wrong.
//
// Kubernetes: pkg/kubelet/prober/prober.go, pkg/probe/{http,tcp,exec}
import type { Container, HTTPGetAction, Pod, Probe } from "@/generated/kubernetes/types";
import { randomHex } from "../kernel/random";
import { goQuote } from "../meta/go-text";
import { execFailure } from "../runtime/start-error";
import { kubeletName } from "./context";
import type { ProbeRow } from "./pod-row";
import type { PodWork } from "./pod-work";

export type ProbeOutcome =
  | { readonly kind: "success" }
  | { readonly kind: "failure" | "error"; readonly message: string };

type Begun =
  | ProbeOutcome
  | { readonly kind: "pending"; readonly pending: NonNullable<ProbeRow["pending"]> };

export interface ProbeRequest {
  readonly container: Container;
  readonly probe: ProbeRow;
  readonly rule: Probe;
}

const success: ProbeOutcome = { kind: "success" };
const failure = (message: string): ProbeOutcome => ({ kind: "failure", message });
const timeoutMs = (rule: Probe): number => (rule.timeoutSeconds ?? 1) * 1000;

export function runProbe(work: PodWork, pod: Pod, request: ProbeRequest): Begun {
  const { rule, container } = request;
  if (rule.exec !== undefined) return runCommand(work, request, rule.exec.command ?? []);
  if (rule.httpGet !== undefined) return runHttp(work, pod, container, rule, rule.httpGet);
  const port = rule.tcpSocket?.port ?? rule.grpc?.port ?? 0;
  const address = rule.tcpSocket?.host ?? work.row.address ?? "";
  const number = portNumber(container, port);
  const reach = work.context.network.connect(work.row.node, {
    address,
    port: number,
    protocol: "TCP",
  });
  const place = `dial tcp ${address}:${number}`;
  if (reach.kind === "connected") return success;
  if (reach.kind === "refused") return failure(`${place}: connect: connection refused`);
  if (reach.kind === "unreachable") return failure(`${place}: connect: no route to host`);
  return later(work, rule, `${place}: i/o timeout`);
}

/** The outcome of a probe that was on its way, once it is there. */
export function endProbe(
  work: PodWork,
  container: Container,
  probe: ProbeRow,
): ProbeOutcome | undefined {
  const { pending } = probe;
  if (pending === undefined) return undefined;
  const { runtime } = work.context;
  const isLate = pending.until <= work.now;
  if (pending.exec === undefined) return isLate ? failure(pending.late ?? "") : undefined;
  const result = runtime.execResult(pending.exec);
  if (result?.status !== undefined) {
    runtime.endExec(pending.exec);
    return result.status === 0 ? success : failure(result.output ?? "");
  }
  if (!isLate) return undefined;
  runtime.endExec(pending.exec);
  const rule = container[`${probe.type}Probe`];
  const command = (rule?.exec?.command ?? []).join(" ");
  return failure(
    `command timed out: ${goQuote(command)} timed out after ${rule?.timeoutSeconds ?? 1}s`,
  );
}

function runCommand(
  work: PodWork,
  { container, probe, rule }: ProbeRequest,
  command: readonly string[],
): Begun {
  const { runtime, state } = work.context;
  const current = work.current(container.name);
  if (current === undefined) return success;
  const name = `${work.key}/${current.id}/${probe.type}`;
  const failed = runtime.exec(current, name, command, { reconciler: kubeletName, key: work.key });
  if (failed !== undefined) {
    return {
      kind: "error",
      message: execFailure(command[0] ?? "", randomHex(state, "runtime", 64)),
    };
  }
  return { kind: "pending", pending: { until: work.now + timeoutMs(rule), exec: name } };
}

function runHttp(
  work: PodWork,
  _pod: Pod,
  container: Container,
  rule: Probe,
  action: HTTPGetAction,
): Begun {
  const { network } = work.context;
  const { scheme = "HTTP", path = "/", httpHeaders = [] } = action;
  const address = action.host || (work.row.address ?? "");
  const port = portNumber(container, action.port);
  const url = goQuote(
    `${scheme.toLowerCase()}://${address}:${port}${path.startsWith("/") ? path : `/${path}`}`,
  );
  const reach = network.connect(work.row.node, { address, port, protocol: "TCP" });
  const place = `Get ${url}: dial tcp ${address}:${port}`;
  if (reach.kind === "refused") return failure(`${place}: connect: connection refused`);
  if (reach.kind === "unreachable") return failure(`${place}: connect: no route to host`);
  const tooLate = `Get ${url}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  if (reach.kind !== "connected") return later(work, rule, tooLate);
  const own = Object.fromEntries(httpHeaders.map(({ name, value }) => [name.toLowerCase(), value]));
  const headers = {
    host: `${address}:${port}`,
    "user-agent": "kube-probe/1.36",
    accept: "*/*",
    ...own,
  };
  const answer = network.request(reach, { kind: "http", method: "GET", path, headers, body: "" });
  if (answer.kind === "none") return later(work, rule, tooLate);
  if (answer.kind !== "http") return failure(`Get ${url}: EOF`);
  if ((answer.delayMs ?? 0) > timeoutMs(rule)) return later(work, rule, tooLate);
  if (answer.status >= 200 && answer.status < 400) return success;
  return failure(`HTTP probe failed with statuscode: ${answer.status}`);
}

const later = (work: PodWork, rule: Probe, late: string): Begun => ({
  kind: "pending",
  pending: { until: work.now + timeoutMs(rule), late },
});

function portNumber({ ports = [] }: Container, port: number | string): number {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port);
}
