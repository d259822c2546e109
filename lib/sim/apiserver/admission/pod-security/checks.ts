// The rules of the Pod Security Standards, in upstream's order (by the name of the rule).
//
// Kubernetes: staging/src/k8s.io/pod-security-admission/policy/check_*.go
import type { Container, PodSpec } from "@/generated/kubernetes/types";
import { compareText, goQuote } from "../../../meta/go-text";

/** What is against a rule: `privileged (container "c" must not set securityContext.privileged=true)`. */
export type Check = (spec: PodSpec) => string | undefined;

const containersOf = (spec: PodSpec): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...(spec.containers ?? []),
  ...(spec.ephemeralContainers ?? []),
];

const quoted = (names: readonly string[]): string => names.map(goQuote).join(", ");

const some = (word: string, names: readonly string[]): string =>
  `${word}${names.length === 1 ? "" : "s"} ${quoted(names)}`;

/** A rule that each container must keep. */
const perContainer =
  (reason: string, isBad: (container: Container) => boolean, must: string): Check =>
  (spec) => {
    const bad = containersOf(spec).filter(isBad);
    if (bad.length === 0) return undefined;
    return `${reason} (${some(
      "container",
      bad.map(({ name }) => name),
    )} ${must})`;
  };

const allowPrivilegeEscalation = perContainer(
  "allowPrivilegeEscalation != false",
  ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
  "must set securityContext.allowPrivilegeEscalation=false",
);

const baselineCapabilities = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

function addedCapabilities(spec: PodSpec, allowed: readonly string[]): string | undefined {
  const names: string[] = [];
  const capabilities = new Set<string>();
  for (const { name, securityContext } of containersOf(spec)) {
    const bad = (securityContext?.capabilities?.add ?? []).filter((one) => !allowed.includes(one));
    if (bad.length > 0) names.push(name);
    for (const one of bad) capabilities.add(one);
  }
  if (names.length === 0) return undefined;
  const list = quoted([...capabilities].sort(compareText));
  return `${some("container", names)} must not include ${list} in securityContext.capabilities.add`;
}

const capabilitiesBaseline: Check = (spec) => {
  const added = addedCapabilities(spec, baselineCapabilities);
  return added && `non-default capabilities (${added})`;
};

const capabilitiesRestricted: Check = (spec) => {
  const keeping = containersOf(spec).filter(
    ({ securityContext }) => !securityContext?.capabilities?.drop?.includes("ALL"),
  );
  const names = keeping.map(({ name }) => name);
  const missing =
    names.length === 0
      ? undefined
      : `${some("container", names)} must set securityContext.capabilities.drop=["ALL"]`;
  const details = [missing, addedCapabilities(spec, ["NET_BIND_SERVICE"])].filter(Boolean);
  return details.length === 0 ? undefined : `unrestricted capabilities (${details.join("; ")})`;
};

const hostNamespaces: Check = (spec) => {
  const used = (["hostNetwork", "hostPID", "hostIPC"] as const).filter((name) => spec[name]);
  if (used.length === 0) return undefined;
  return `host namespaces (${used.map((name) => `${name}=true`).join(", ")})`;
};

const hostPathVolumes: Check = (spec) => {
  const names = (spec.volumes ?? [])
    .filter(({ hostPath }) => hostPath !== undefined)
    .map(({ name }) => name);
  return names.length === 0 ? undefined : `hostPath volumes (${some("volume", names)})`;
};

const hostPorts: Check = (spec) => {
  const bad = containersOf(spec).filter(({ ports }) => ports?.some(({ hostPort }) => hostPort));
  if (bad.length === 0) return undefined;
  const ports = bad.flatMap((container) =>
    (container.ports ?? []).flatMap(({ hostPort }) => (hostPort ? [String(hostPort)] : [])),
  );
  const list = [...new Set(ports)].sort(compareText);
  const verb = bad.length === 1 ? "uses" : "use";
  const what = list.length === 1 ? "hostPort" : "hostPorts";
  return `hostPort (${some(
    "container",
    bad.map(({ name }) => name),
  )} ${verb} ${what} ${list.join(", ")})`;
};

const privileged = perContainer(
  "privileged",
  ({ securityContext }) => securityContext?.privileged === true,
  "must not set securityContext.privileged=true",
);

const procMount: Check = (spec) => {
  const bad = containersOf(spec).filter(
    ({ securityContext }) => (securityContext?.procMount ?? "Default") !== "Default",
  );
  if (bad.length === 0) return undefined;
  const values = [...new Set(bad.map(({ securityContext }) => securityContext?.procMount ?? ""))];
  const names = some(
    "container",
    bad.map(({ name }) => name),
  );
  return `procMount (${names} must not set securityContext.procMount to ${quoted(values.sort(compareText))})`;
};

const allowedVolumes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const restrictedVolumes: Check = (spec) => {
  const names: string[] = [];
  const types = new Set<string>();
  for (const { name, ...source } of spec.volumes ?? []) {
    const bad = Object.keys(source).filter((type) => !allowedVolumes.includes(type));
    if (bad.length > 0) names.push(name);
    for (const type of bad) types.add(type);
  }
  if (names.length === 0) return undefined;
  const verb = names.length === 1 ? "uses" : "use";
  const kinds = `restricted volume type${types.size === 1 ? "" : "s"}`;
  const list = quoted([...types].sort(compareText));
  return `restricted volume types (${some("volume", names)} ${verb} ${kinds} ${list})`;
};

const runAsNonRoot: Check = (spec) => {
  const ofPod = spec.securityContext?.runAsNonRoot;
  const containers = containersOf(spec);
  const refusing = containers
    .filter(({ securityContext }) => securityContext?.runAsNonRoot === false)
    .map(({ name }) => name);
  const silent = containers
    .filter(({ securityContext }) => securityContext?.runAsNonRoot === undefined)
    .map(({ name }) => name);
  const must = "must set securityContext.runAsNonRoot=true";
  const details: string[] = [];
  if (ofPod === false) details.push("pod must not set securityContext.runAsNonRoot=false");
  if (refusing.length > 0) {
    details.push(`${some("container", refusing)} must not set securityContext.runAsNonRoot=false`);
  }
  if (ofPod !== true && details.length === 0 && silent.length > 0) {
    details.push(`pod or ${some("container", silent)} ${must}`);
  }
  return details.length === 0 ? undefined : `runAsNonRoot != true (${details.join("; ")})`;
};

const runAsUser: Check = (spec) => {
  const names = containersOf(spec)
    .filter(({ securityContext }) => securityContext?.runAsUser === 0)
    .map(({ name }) => name);
  const who = [
    ...(spec.securityContext?.runAsUser === 0 ? ["pod"] : []),
    ...(names.length > 0 ? [some("container", names)] : []),
  ];
  return who.length === 0
    ? undefined
    : `runAsUser=0 (${who.join(" and ")} must not set runAsUser=0)`;
};

const seccompBaseline: Check = (spec) => {
  const isUnconfined = (type: string | undefined): boolean => type === "Unconfined";
  const names = containersOf(spec)
    .filter(({ securityContext }) => isUnconfined(securityContext?.seccompProfile?.type))
    .map(({ name }) => name);
  const who = [
    ...(isUnconfined(spec.securityContext?.seccompProfile?.type) ? ["pod"] : []),
    ...(names.length > 0 ? [some("container", names)] : []),
  ];
  if (who.length === 0) return undefined;
  return `seccompProfile (${who.join(" and ")} must not set securityContext.seccompProfile.type to "Unconfined")`;
};

const seccompRestricted: Check = (spec) => {
  const isFine = (type: string | undefined): boolean =>
    type === "RuntimeDefault" || type === "Localhost";
  const ofPod = isFine(spec.securityContext?.seccompProfile?.type);
  const names = containersOf(spec)
    .filter(({ securityContext }) => {
      const type = securityContext?.seccompProfile?.type;
      return type === undefined ? !ofPod : !isFine(type);
    })
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `seccompProfile (pod or ${some("container", names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
};

const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

const sysctls: Check = (spec) => {
  const bad = (spec.securityContext?.sysctls ?? [])
    .map(({ name }) => name)
    .filter((name) => !safeSysctls.includes(name));
  return bad.length === 0 ? undefined : `forbidden sysctls (${bad.sort(compareText).join(", ")})`;
};

export type Level = "privileged" | "baseline" | "restricted";

export const levels: readonly Level[] = ["privileged", "baseline", "restricted"];

export const checks: Readonly<Record<Level, readonly Check[]>> = {
  privileged: [],
  baseline: [
    capabilitiesBaseline,
    hostNamespaces,
    hostPathVolumes,
    hostPorts,
    privileged,
    procMount,
    seccompBaseline,
    sysctls,
  ],
  restricted: [
    allowPrivilegeEscalation,
    capabilitiesRestricted,
    hostNamespaces,
    hostPorts,
    privileged,
    procMount,
    restrictedVolumes,
    runAsNonRoot,
    runAsUser,
    seccompRestricted,
    sysctls,
  ],
};
