// Probes and lifecycle hooks.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateProbe, validateHandler, validateLifecycle)
import type {
  ExecAction,
  GRPCAction,
  HTTPGetAction,
  Lifecycle,
  Probe,
  SleepAction,
  TCPSocketAction,
} from "@/generated/kubernetes/types";
import { type FieldPath, forbidden, invalid, required } from "../../meta/field-errors";
import { httpHeaderName } from "../../meta/names";
import { checkNonNegative, checkOneOf, type FieldErrors } from "../field-rules";
import { checkPortNumber, checkPortOrName } from "./port-rules";

interface Handler {
  readonly exec?: ExecAction;
  readonly httpGet?: HTTPGetAction;
  readonly tcpSocket?: TCPSocketAction;
  readonly grpc?: GRPCAction;
  readonly sleep?: SleepAction;
}

interface Probes {
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: Lifecycle;
}

export function checkProbes(
  container: Probes,
  graceSeconds: number | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  if (lifecycle !== undefined) {
    const at = path.child("lifecycle");
    if (lifecycle.postStart !== undefined) {
      checkHandler(lifecycle.postStart, graceSeconds, at.child("postStart"), errors);
    }
    if (lifecycle.preStop !== undefined) {
      checkHandler(lifecycle.preStop, graceSeconds, at.child("preStop"), errors);
    }
  }
  if (livenessProbe !== undefined) {
    checkOneSuccess(livenessProbe, graceSeconds, path.child("livenessProbe"), errors);
  }
  if (readinessProbe !== undefined) {
    const at = path.child("readinessProbe");
    checkProbe(readinessProbe, graceSeconds, at, errors);
    const grace = readinessProbe.terminationGracePeriodSeconds;
    if (grace !== undefined) {
      const detail = "must not be set for readinessProbes";
      errors.push(invalid(at.child("terminationGracePeriodSeconds"), grace, detail));
    }
  }
  if (startupProbe !== undefined) {
    checkOneSuccess(startupProbe, graceSeconds, path.child("startupProbe"), errors);
  }
}

function checkOneSuccess(
  probe: Probe,
  graceSeconds: number | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkProbe(probe, graceSeconds, path, errors);
  if (probe.successThreshold !== 1) {
    errors.push(invalid(path.child("successThreshold"), probe.successThreshold ?? 0, "must be 1"));
  }
}

function checkProbe(
  probe: Probe,
  graceSeconds: number | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkHandler(probe, graceSeconds, path, errors);
  checkNonNegative(probe.initialDelaySeconds, path, "initialDelaySeconds", errors);
  checkNonNegative(probe.timeoutSeconds, path, "timeoutSeconds", errors);
  checkNonNegative(probe.periodSeconds, path, "periodSeconds", errors);
  checkNonNegative(probe.successThreshold, path, "successThreshold", errors);
  checkNonNegative(probe.failureThreshold, path, "failureThreshold", errors);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0) {
    errors.push(
      invalid(path.child("terminationGracePeriodSeconds"), grace, "must be greater than 0"),
    );
  }
}

function checkHandler(
  handler: Handler,
  graceSeconds: number | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const checks = [
    exec && (["exec", () => checkExec(exec, path.child("exec"), errors)] as const),
    httpGet && (["httpGet", () => checkHttp(httpGet, path.child("httpGet"), errors)] as const),
    tcpSocket &&
      ([
        "tcpSocket",
        () => checkPortOrName(tcpSocket.port, path.child("tcpSocket"), "port", errors),
      ] as const),
    grpc &&
      ([
        "grpc",
        () => checkPortNumber(grpc.port ?? 0, path.child("grpc"), "port", errors),
      ] as const),
    sleep && (["sleep", () => checkSleep(sleep, graceSeconds, path, errors)] as const),
  ].filter((check) => check !== undefined);
  checks.forEach(([name, check], index) => {
    if (index === 0) check();
    else errors.push(forbidden(path.child(name), "may not specify more than 1 handler type"));
  });
  if (checks.length === 0) errors.push(required(path, "must specify a handler type"));
}

function checkExec(exec: ExecAction, path: FieldPath, errors: FieldErrors): void {
  if ((exec.command ?? []).length === 0) errors.push(required(path.child("command")));
}

function checkHttp(http: HTTPGetAction, path: FieldPath, errors: FieldErrors): void {
  if (!http.path) errors.push(required(path.child("path")));
  checkPortOrName(http.port, path, "port", errors);
  checkOneOf(http.scheme, ["HTTP", "HTTPS"], { path, name: "scheme", errors });
  for (const { name } of http.httpHeaders ?? []) {
    for (const message of httpHeaderName(name)) {
      errors.push(invalid(path.child("httpHeaders"), name, message));
    }
  }
}

function checkSleep(
  { seconds = 0 }: SleepAction,
  graceSeconds: number | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (graceSeconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return;
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  errors.push(invalid(path.child("sleep"), seconds, detail));
}
