// The containers of a pod or of a pod template.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go describeContainers
import type {
  Container,
  ContainerPort,
  ContainerState,
  ContainerStatus,
  EnvVar,
  Pod,
  Probe,
  ResourceRequirements,
} from "@/generated/kubernetes/types";
import { compareText } from "@/lib/sim/meta/go-text";
import { getPath } from "@/lib/sim/meta/object";
import { milliValue, quantityOf, quantityValue } from "@/lib/sim/meta/quantity";
import { orNone, sortedKeys } from "./maps";
import { rfc1123 } from "./times";
import type { DescriptionWriter } from "./writer";

export interface ContainerBlock {
  readonly label: string;
  readonly containers: readonly Container[] | undefined;
  readonly statuses?: readonly ContainerStatus[] | undefined;
  /** The pod whose fields environment variables may show. */
  readonly pod?: Pod;
  /** Templates are indented by one more. */
  readonly space?: string;
}

export function writeContainers(w: DescriptionWriter, block: ContainerBlock): void {
  const { label, containers = [], statuses = [], space = "" } = block;
  w.write(0, `${space}${label}:${containers.length === 0 ? " <none>" : ""}\n`);
  for (const container of containers) {
    const status = statuses.find((one) => one.name === container.name);
    writeBasics(w, container, status, space);
    writeWords(w, "Command", container.command);
    writeWords(w, "Args", container.args);
    if (status !== undefined) writeStatus(w, status);
    writeResources(w, container.resources, 2);
    writeProbes(w, container);
    writeEnvironmentSources(w, container);
    writeEnvironment(w, container, block.pod);
    writeMounts(w, container);
  }
}

function writeBasics(
  w: DescriptionWriter,
  container: Container,
  status: ContainerStatus | undefined,
  space: string,
): void {
  w.write(1, `${space === "" ? "" : " "}${container.name}:\n`);
  if (status !== undefined) w.write(2, `Container ID:\t${status.containerID ?? ""}\n`);
  w.write(2, `Image:\t${container.image ?? ""}\n`);
  if (status !== undefined) w.write(2, `Image ID:\t${status.imageID}\n`);
  const ports = (container.ports ?? []).map(portText).join(", ");
  w.write(2, ports.includes(",") ? `Ports:\t${ports}\n` : `Port:\t${orNone(ports)}\n`);
  const hostPorts = (container.ports ?? []).map(hostPortText).join(", ");
  w.write(
    2,
    hostPorts.includes(",") ? `Host Ports:\t${hostPorts}\n` : `Host Port:\t${orNone(hostPorts)}\n`,
  );
  const profile = container.securityContext?.seccompProfile;
  if (profile === undefined) return;
  w.write(2, `SeccompProfile:\t${profile.type}\n`);
  if (profile.type === "Localhost")
    w.write(3, `LocalhostProfile:\t${profile.localhostProfile ?? ""}\n`);
}

const portText = ({ containerPort, protocol = "", name }: ContainerPort): string =>
  `${containerPort}/${protocol}${name ? ` (${name})` : ""}`;

const hostPortText = ({ hostPort = 0, protocol = "", name }: ContainerPort): string =>
  `${hostPort}/${protocol}${name ? ` (${name})` : ""}`;

function writeWords(
  w: DescriptionWriter,
  title: string,
  words: readonly string[] | undefined,
): void {
  if (words === undefined || words.length === 0) return;
  w.write(2, `${title}:\n`);
  for (const word of words) for (const line of word.split("\n")) w.write(3, `${line}\n`);
}

function writeStatus(w: DescriptionWriter, status: ContainerStatus): void {
  writeState(w, "State", status.state ?? {});
  if (status.lastState?.terminated !== undefined) writeState(w, "Last State", status.lastState);
  w.write(2, `Ready:\t${status.ready ? "True" : "False"}\n`);
  w.write(2, `Restart Count:\t${status.restartCount}\n`);
}

function writeState(w: DescriptionWriter, title: string, state: ContainerState): void {
  const { running, terminated, waiting } = state;
  if (running !== undefined) {
    w.write(2, `${title}:\tRunning\n`);
    w.write(3, `Started:\t${rfc1123(running.startedAt)}\n`);
    return;
  }
  if (terminated !== undefined && waiting === undefined) {
    w.write(2, `${title}:\tTerminated\n`);
    if (terminated.reason) w.write(3, `Reason:\t${terminated.reason}\n`);
    if (terminated.message) w.write(3, `Message:\t${terminated.message}\n`);
    w.write(3, `Exit Code:\t${terminated.exitCode}\n`);
    if ((terminated.signal ?? 0) > 0) w.write(3, `Signal:\t${terminated.signal}\n`);
    w.write(3, `Started:\t${rfc1123(terminated.startedAt)}\n`);
    w.write(3, `Finished:\t${rfc1123(terminated.finishedAt)}\n`);
    return;
  }
  w.write(2, `${title}:\tWaiting\n`);
  if (waiting?.reason) w.write(3, `Reason:\t${waiting.reason}\n`);
}

export function writeResources(
  w: DescriptionWriter,
  resources: ResourceRequirements | undefined,
  level: number,
): void {
  for (const [title, list] of [
    ["Limits", resources?.limits],
    ["Requests", resources?.requests],
  ] as const) {
    const names = sortedKeys(list);
    if (names.length > 0) w.write(level, `${title}:\n`);
    for (const name of names) w.write(level + 1, `${name}:\t${list?.[name] ?? ""}\n`);
  }
}

function writeProbes(w: DescriptionWriter, container: Container): void {
  if (container.livenessProbe !== undefined)
    w.write(2, `Liveness:\t${probeText(container.livenessProbe)}\n`);
  if (container.readinessProbe !== undefined)
    w.write(2, `Readiness:\t${probeText(container.readinessProbe)}\n`);
  if (container.startupProbe !== undefined)
    w.write(2, `Startup:\t${probeText(container.startupProbe)}\n`);
}

export function probeText(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0 } = probe;
  const { successThreshold = 0, failureThreshold = 0, exec, httpGet, tcpSocket, grpc } = probe;
  const attributes = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(" ")}] ${attributes}`;
  if (httpGet !== undefined) {
    const { scheme = "", host = "", port, path = "" } = httpGet;
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${path} ${attributes}`;
  }
  if (tcpSocket !== undefined)
    return `tcp-socket ${tcpSocket.host ?? ""}:${tcpSocket.port} ${attributes}`;
  if (grpc !== undefined) return `grpc <pod>:${grpc.port} ${grpc.service ?? ""} ${attributes}`;
  return `unknown ${attributes}`;
}

function writeEnvironmentSources(w: DescriptionWriter, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return;
  w.write(2, "Environment Variables from:\n");
  for (const { configMapRef, secretRef, prefix } of envFrom) {
    const reference = configMapRef ?? secretRef;
    const from = configMapRef !== undefined ? "ConfigMap" : secretRef !== undefined ? "Secret" : "";
    const withPrefix = prefix ? ` with prefix '${prefix}'` : "";
    w.write(
      3,
      `${reference?.name ?? ""}\t${from}${withPrefix}\tOptional: ${reference?.optional === true}\n`,
    );
  }
}

function writeEnvironment(w: DescriptionWriter, container: Container, pod: Pod | undefined): void {
  const { env = [] } = container;
  w.write(2, `Environment:${env.length === 0 ? "\t<none>" : ""}\n`);
  for (const variable of env) {
    if (variable.valueFrom === undefined) {
      const [first = "", ...more] = (variable.value ?? "").split("\n");
      w.write(3, `${variable.name}:\t${first}\n`);
      for (const line of more) w.write(3, `\t${line}\n`);
    } else writeReference(w, variable, container, pod);
  }
}

function writeReference(
  w: DescriptionWriter,
  { name, valueFrom }: EnvVar,
  container: Container,
  pod: Pod | undefined,
): void {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom ?? {};
  if (fieldRef !== undefined) {
    w.write(
      3,
      `${name}:\t${fieldValue(pod, fieldRef.fieldPath)} (${fieldRef.apiVersion ?? "v1"}:${fieldRef.fieldPath})\n`,
    );
  } else if (resourceFieldRef !== undefined) {
    w.write(
      3,
      `${name}:\t${resourceValue(container, resourceFieldRef.resource, String(resourceFieldRef.divisor ?? "0"))} (${resourceFieldRef.resource})\n`,
    );
  } else if (secretKeyRef !== undefined) {
    const { key, name: secret, optional } = secretKeyRef;
    w.write(
      3,
      `${name}:\t<set to the key '${key}' in secret '${secret ?? ""}'>\tOptional: ${optional === true}\n`,
    );
  } else if (configMapKeyRef !== undefined) {
    const { key, name: configMap, optional } = configMapKeyRef;
    w.write(
      3,
      `${name}:\t<set to the key '${key}' of config map '${configMap ?? ""}'>\tOptional: ${optional === true}\n`,
    );
  }
}

/** Only metadata is looked up, as upstream; `spec.nodeName` and the like stay empty. */
function fieldValue(pod: Pod | undefined, path: string): string {
  if (pod === undefined) return "";
  const subscript = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (subscript !== null)
    return String(getPath(pod, ["metadata", subscript[1] ?? "", subscript[2] ?? ""]) ?? "");
  if (!["metadata.name", "metadata.namespace", "metadata.uid"].includes(path)) return "";
  return String(getPath(pod, path.split(".")) ?? "");
}

function resourceValue({ resources }: Container, resource: string, divisor: string): string {
  const [list = "", name = ""] = resource.split(".");
  const amounts = list === "limits" ? resources?.limits : resources?.requests;
  const amount = quantityOf(amounts?.[name]);
  const isCpu = name === "cpu";
  const unit = quantityOf(divisor === "0" ? "1" : divisor);
  const value = isCpu
    ? Math.ceil(milliValue(amount) / Math.max(1, milliValue(unit)))
    : Math.ceil(quantityValue(amount) / Math.max(1, quantityValue(unit)));
  const isWhole = resource === "limits.cpu" || resource === "limits.memory";
  return value === 0 && isWhole ? "node allocatable" : String(value);
}

function writeMounts(w: DescriptionWriter, container: Container): void {
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) =>
    compareText(a.mountPath, b.mountPath),
  );
  w.write(2, `Mounts:${mounts.length === 0 ? "\t<none>" : ""}\n`);
  for (const { mountPath, name, readOnly, subPath } of mounts) {
    const attributes = [
      readOnly === true ? "ro" : "rw",
      ...(subPath ? [`path=${JSON.stringify(subPath)}`] : []),
    ];
    w.write(3, `${mountPath} from ${name} (${attributes.join(",")})\n`);
  }
  const devices = [...(container.volumeDevices ?? [])].sort((a, b) =>
    compareText(a.devicePath, b.devicePath),
  );
  if (devices.length === 0) return;
  w.write(2, `Devices:${mounts.length === 0 ? "\t<none>" : ""}\n`);
  for (const { devicePath, name } of devices) w.write(3, `${devicePath} from ${name}\n`);
}
