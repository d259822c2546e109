// Refusals in Kubernetes' own words; the texts are from the transcripts of a real control plane.
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { validateMetadata } from "../apiserver/metadata-rules";
import { formatFieldError } from "../meta/field-errors";
import { isJsonObject, type KubernetesObject, parseApiVersion } from "../meta/object";
import { decode } from "../meta/schema/decode";
import { kinds } from ".";
import type { Draft, KindDefinition } from "./define-kind";

const all: readonly KindDefinition[] = kinds;

function read(yaml: string): { kind: KindDefinition; draft: Draft<KubernetesObject> } {
  const json = load(yaml);
  if (!isJsonObject(json)) throw new Error("no object");
  const apiVersion = String(json.apiVersion);
  const gvk = { ...parseApiVersion(apiVersion), kind: String(json.kind) };
  const kind = all.find((one) => one.kind === gvk.kind && one.group === gvk.group);
  if (kind === undefined) throw new Error(`no kind ${gvk.kind}`);
  const draft = structuredClone(decode(gvk, json).object) as Draft<KubernetesObject>;
  if (kind.namespaced) draft.metadata.namespace = "default";
  kind.setDefaults?.(draft);
  return { kind, draft };
}

/** What the server says to a new object. */
function refusals(yaml: string): string[] {
  const { kind, draft } = read(yaml);
  kind.prepareForCreate?.(draft, { now: 0, random: () => 0.5 });
  const errors = [...validateMetadata(kind, draft), ...(kind.validate?.(draft) ?? [])];
  return errors.map(formatFieldError);
}

/** What the server says to a change. */
function updateRefusals(before: string, after: string): string[] {
  const old = read(before);
  old.kind.prepareForCreate?.(old.draft, { now: 0, random: () => 0.5 });
  const { kind, draft } = read(after);
  kind.prepareForUpdate?.(draft, old.draft, { now: 0, random: () => 0.5 });
  const errors = kind.validateUpdate?.(draft, old.draft) ?? kind.validate?.(draft) ?? [];
  return errors.map(formatFieldError);
}

const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const labelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const podOf = (spec: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: ${spec}}`;

describe("pods", () => {
  it.each([
    [
      "names and images",
      podOf("{restartPolicy: always, containers: [{image: nginx}, {name: b}]}"),
      [
        "spec.containers[0].name: Required value",
        "spec.containers[1].image: Required value",
        'spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"',
      ],
    ],
    ["no containers", podOf("{containers: []}"), ["spec.containers: Required value"]],
    [
      "hangul",
      "{apiVersion: v1, kind: Pod, metadata: {name: 웹서버, labels: {app: 웹}}, spec: {containers: [{name: 엔진엑스, image: nginx}]}}",
      [
        `metadata.name: Invalid value: "웹서버": ${subdomain}`,
        `metadata.labels: Invalid value: "웹": ${labelValue}`,
        `spec.containers[0].name: Invalid value: "엔진엑스": ${label}`,
      ],
    ],
  ])("%s", (_name, yaml, expected) => expect(refusals(yaml)).toEqual(expected));

  it("says what is wrong with probes", () => {
    const yaml = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: a
    image: nginx
    livenessProbe:
      httpGet: {path: /, port: 80}
      tcpSocket: {port: 80}
      successThreshold: 2
    readinessProbe: {periodSeconds: -1, timeoutSeconds: -5}
    startupProbe: {httpGet: {path: /, port: web-port-name-that-is-long}}
    lifecycle: {postStart: {}}
  - name: b
    image: nginx
    livenessProbe: {httpGet: {port: 0}}
    readinessProbe: {exec: {command: []}}`;
    expect(refusals(yaml)).toEqual([
      "spec.containers[0].lifecycle.postStart: Required value: must specify a handler type",
      "spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type",
      "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1",
      "spec.containers[0].readinessProbe: Required value: must specify a handler type",
      "spec.containers[0].readinessProbe.timeoutSeconds: Invalid value: -5: must be greater than or equal to 0",
      "spec.containers[0].readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0",
      'spec.containers[0].startupProbe.httpGet.port: Invalid value: "web-port-name-that-is-long": must be no more than 15 characters',
      "spec.containers[1].livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive",
      "spec.containers[1].readinessProbe.exec.command: Required value",
    ]);
  });

  it("says what is wrong with amounts", () => {
    const yaml = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: a
    image: nginx
    resources: {requests: {cpu: "2", memory: 1Gi}, limits: {cpu: "1", memory: 512Mi}}
  - name: b
    image: nginx
    resources: {requests: {cpu: "-1", gpu: "1"}, limits: {nvidia.com/gpu: "0.5"}}`;
    expect(refusals(yaml)).toEqual([
      'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      'spec.containers[0].resources.requests: Invalid value: "1Gi": must be less than or equal to memory limit of 512Mi',
      'spec.containers[1].resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer',
      'spec.containers[1].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      'spec.containers[1].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
      'spec.containers[1].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers',
      'spec.containers[1].resources.requests[nvidia.com/gpu]: Invalid value: "500m": must be an integer',
    ]);
  });

  it("says what is wrong with volumes", () => {
    const yaml = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes:
  - {name: data}
  - {name: data, emptyDir: {}}
  - {name: Two_Kinds, emptyDir: {}, hostPath: {path: /tmp}}
  - {name: h, hostPath: {path: ../etc, type: dir}}
  - {name: c, configMap: {}}
  - {name: s, secret: {secretName: s, defaultMode: 1000}}
  containers:
  - name: a
    image: nginx
    volumeMounts:
    - {name: nothere, mountPath: /a}
    - {name: data, mountPath: /b}
    - {name: data, mountPath: /b}
    - {name: h}
    - {name: c, mountPath: "/x:y", subPath: ../up}`;
    expect(refusals(yaml)).toEqual([
      'spec.volumes[1].name: Duplicate value: "data"',
      "spec.volumes[2].hostPath: Forbidden: may not specify more than 1 volume type",
      `spec.volumes[2].name: Invalid value: "Two_Kinds": ${label}`,
      "spec.volumes[3].hostPath.path: Invalid value: \"../etc\": must not contain '..'",
      'spec.volumes[3].hostPath.type: Unsupported value: "dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
      "spec.volumes[4].configMap.name: Required value",
      "spec.volumes[5].secret.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive",
      'spec.containers[0].volumeMounts[0].name: Not found: "nothere"',
      'spec.containers[0].volumeMounts[2].mountPath: Invalid value: "/b": must be unique',
      'spec.containers[0].volumeMounts[3].name: Not found: "h"',
      "spec.containers[0].volumeMounts[3].mountPath: Required value",
      'spec.containers[0].volumeMounts[4].name: Not found: "c"',
      "spec.containers[0].volumeMounts.subPath: Invalid value: \"../up\": must not contain '..'",
    ]);
  });

  it("warns of fractions of bytes", () => {
    const { kind, draft } = read(
      podOf(
        "{containers: [{name: a, image: nginx, resources: {limits: {memory: 100m, cpu: 0.1m}}}]}",
      ),
    );
    expect(kind.warnings?.(draft)).toEqual([
      'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
      'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
    ]);
  });
});

const deploymentOf = (name: string, labels: string, selector: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {replicas: -1, selector: ${selector}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: c}]}}}}`;

describe("other kinds", () => {
  it.each([
    [
      deploymentOf("D_1", "{a: c}", "{matchLabels: {a: b}}"),
      [
        `metadata.name: Invalid value: "D_1": ${subdomain}`,
        "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
        'spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`',
        "spec.template.spec.containers[0].image: Required value",
      ],
    ],
    [
      "{apiVersion: v1, kind: ReplicationController, metadata: {name: bad}, spec: {selector: {app: db}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}",
      [
        'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
      ],
    ],
    [
      "{apiVersion: v1, kind: LimitRange, metadata: {name: bad}, spec: {limits: [{type: Container, min: {cpu: '2'}, max: {cpu: '1'}, default: {cpu: '3'}}]}}",
      [
        'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
        'spec.limits[0].defaultRequest[cpu]: Invalid value: "3": default request value 3 is greater than max value 1',
        'spec.limits[0].default[cpu]: Invalid value: "1": default value 3 is greater than max value 1',
      ],
    ],
    [
      "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {cpu: '1'}, scopes: [BestEffort]}}",
      ['spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource'],
    ],
    [
      "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 0}]}}",
      [
        "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
        "spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive",
      ],
    ],
    [
      "{apiVersion: v1, kind: Service, metadata: {name: my.svc}, spec: {ports: [{port: 80}]}}",
      ['metadata.name: Invalid value: "my.svc": must not contain dots'],
    ],
    [
      "{apiVersion: v1, kind: Endpoints, metadata: {name: bad}, subsets: [{addresses: [{ip: 127.0.0.1}, {ip: example.com}], ports: [{port: 80}]}]}",
      [
        'subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
        'subsets[0].addresses[1].ip: Invalid value: "example.com": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        'subsets[0].addresses[1].ip: Invalid value: "example.com": must be a valid IP address',
      ],
    ],
    [
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: bad}, spec: {podSelector: {}, policyTypes: [ingress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0}}, {podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 70000}]}]}}",
      [
        "spec.ingress[0].ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive",
        'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
        "spec.ingress[0].from[1]: Forbidden: may not specify both ipBlock and another peer",
        'spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
      ],
    ],
    [
      "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: bad}, spec: {accessModes: [ReadWriteAlways], resources: {requests: {storage: -1Gi}}}}",
      [
        'spec.accessModes: Unsupported value: "ReadWriteAlways": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
        'spec.resources[storage]: Invalid value: "-1Gi": must be greater than zero',
      ],
    ],
    [
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: hello}, data: {인사: 안녕}}",
      [
        "data[인사]: Invalid value: \"인사\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    [
      "{apiVersion: v1, kind: Namespace, metadata: {name: my.ns}}",
      ['metadata.name: Invalid value: "my.ns": must not contain dots'],
    ],
    [
      "{apiVersion: v1, kind: ConfigMap, metadata: {annotations: {설명: x}, name: a}}",
      [
        "metadata.annotations: Invalid value: \"설명\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      ],
    ],
    [
      "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: toohigh}, value: 2000000000}",
      ["value: Forbidden: maximum allowed value of a user defined priority is 1000000000"],
    ],
    [
      "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: z}, spec: {minAvailable: 150%, selector: {matchLabels: {app: z}}}}",
      ['spec.minAvailable: Invalid value: "150%": must not be greater than 100%'],
    ],
    [
      "{apiVersion: certificates.k8s.io/v1, kind: CertificateSigningRequest, metadata: {name: bad}, spec: {request: bm90IGEgY3Ny, signerName: kubernetes.io/kube-apiserver-client, usages: [client auth]}}",
      ['spec.request: Invalid value: "bm90IGEgY3Ny": PEM block type must be CERTIFICATE REQUEST'],
    ],
  ])("refuses %#", (yaml, expected) => expect(refusals(yaml)).toEqual(expected));
});

const cronJobOf = (schedule: string): string =>
  `{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {schedule: "${schedule}", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}}}`;

describe("schedules", () => {
  it.each([
    ["61 * * * *", "end of range (61) above maximum (59): 61"],
    ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
  ])("refuses %s", (schedule, why) => {
    expect(refusals(cronJobOf(schedule))).toEqual([
      `spec.schedule: Invalid value: "${schedule}": ${why}`,
    ]);
  });

  it.each(["*/5 * * * *", "@hourly", "0 9-17 * * mon-fri", "@every 1h30m"])("accepts %s", (text) =>
    expect(refusals(cronJobOf(text))).toEqual([]),
  );
});

describe("changes", () => {
  it.each([
    [
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: '1'}}",
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: '2'}}",
      ["data: Forbidden: field is immutable when `immutable` is set"],
    ],
    [
      "{apiVersion: v1, kind: Secret, metadata: {name: str}, data: {enc: aGVsbG8=}}",
      "{apiVersion: v1, kind: Secret, metadata: {name: str}, type: kubernetes.io/basic-auth, stringData: {plain: hello}}",
      [
        'type: Invalid value: "kubernetes.io/basic-auth": field is immutable',
        "data[username]: Required value",
        "data[password]: Required value",
      ],
    ],
    [
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}",
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {selector: {matchLabels: {app: other}}, template: {metadata: {labels: {app: other}}, spec: {containers: [{name: c, image: nginx}]}}}}",
      ['spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable'],
    ],
    [
      "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: nginx}]}}}}",
      "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: other, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: nginx}]}}}}",
      [
        "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ],
    ],
    [
      "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.50.50, clusterIPs: [10.96.50.50], ports: [{port: 80}]}}",
      "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.60.60, clusterIPs: [10.96.60.60], ports: [{port: 80}]}}",
      ['spec.clusterIPs[0]: Invalid value: ["10.96.60.60"]: may not change once set'],
    ],
  ])("refuses %#", (before, after, expected) => {
    expect(updateRefusals(before, after)).toEqual(expected);
  });
});
