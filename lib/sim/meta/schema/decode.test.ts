import { describe, expect, it } from "vitest";
import { parseJson } from "../json/parse-json";
import { completeObject } from "./complete";
import { decode } from "./decode";
import { decodeMetadataOnly } from "./decode-metadata";
import { explain } from "./explain";

const pod = { group: "", version: "v1", kind: "Pod" };
const deployment = { group: "apps", version: "v1", kind: "Deployment" };
const configMap = { group: "", version: "v1", kind: "ConfigMap" };
const service = { group: "", version: "v1", kind: "Service" };

const podWith = (container: unknown) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [container] },
});

const handled = (kind: string, why: string) =>
  `${kind} in version "v1" cannot be handled as a ${kind}: ${why}`;

describe("decode", () => {
  it.each([
    [
      deployment,
      { spec: { replicas: "2" } },
      handled(
        "Deployment",
        "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32",
      ),
    ],
    [
      pod,
      { spec: { containers: { name: "c" } } },
      handled(
        "Pod",
        "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container",
      ),
    ],
    [
      pod,
      podWith({ env: [{ name: "PORT", value: 8080 }] }),
      handled(
        "Pod",
        "json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string",
      ),
    ],
    [
      pod,
      podWith({ ports: [{ containerPort: "80" }] }),
      handled(
        "Pod",
        "json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32",
      ),
    ],
    [
      configMap,
      { data: { debug: true, port: 8080 } },
      handled(
        "ConfigMap",
        "json: cannot unmarshal bool into Go struct field ConfigMap.data of type string",
      ),
    ],
    [
      pod,
      podWith({ resources: { requests: { cpu: "100M", memory: "64MB" } } }),
      handled(
        "Pod",
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ),
    ],
    [
      pod,
      { spec: { restartPolicy: true } },
      handled(
        "Pod",
        "json: cannot unmarshal bool into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy",
      ),
    ],
    [
      deployment,
      { spec: { replicas: 1.5 } },
      handled(
        "Deployment",
        "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32",
      ),
    ],
    [
      deployment,
      { spec: { replica: 2, template: { spec: { container: [] } } } },
      handled(
        "Deployment",
        'strict decoding error: unknown field "spec.replica", unknown field "spec.template.spec.container"',
      ),
    ],
    [
      pod,
      { metadata: { labels: { a: "b" }, "\u00a0\u00a0app": "web" } },
      handled("Pod", 'strict decoding error: unknown field "metadata.\\u00a0\\u00a0app"'),
    ],
    [
      pod,
      { metadata: { creationTimestamp: "yesterday" } },
      handled(
        "Pod",
        'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
      ),
    ],
    [
      service,
      { spec: { ports: [{ targetPort: true }] } },
      handled(
        "Service",
        "json: cannot unmarshal bool into Go struct field ServicePort.spec.ports.targetPort of type int32",
      ),
    ],
    [
      pod,
      { spec: "none" },
      handled(
        "Pod",
        "json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec",
      ),
    ],
  ])("refuses %#", (gvk, json, message) => {
    expect(() => decode(gvk, json)).toThrow(message);
  });

  it("reports duplicates as strict errors", () => {
    const parsed = parseJson('{"kind":"ConfigMap","apiVersion":"v1","data":{"a":"1","a":"2"}}');
    if ("error" in parsed) throw new Error(parsed.error);
    expect(() => decode(configMap, parsed.value, "Strict", parsed.duplicates)).toThrow(
      handled("ConfigMap", 'strict decoding error: duplicate field "data.a"'),
    );
    expect(decode(configMap, parsed.value, "Warn", parsed.duplicates)).toEqual({
      object: { kind: "ConfigMap", apiVersion: "v1", data: { a: "2" } },
      warnings: ['duplicate field "data.a"'],
    });
  });

  it("leaves out what is empty and keeps what is set to zero", () => {
    const { object } = decode(deployment, {
      apiVersion: "apps/v1",
      metadata: { labels: {}, annotations: null, name: "web" },
      spec: {
        template: {
          spec: {
            hostNetwork: false,
            volumes: [{ name: "v", emptyDir: {} }],
            containers: [
              { name: "c", args: [], stdin: false, resources: { limits: { cpu: "1000m" } } },
            ],
          },
        },
        replicas: 0,
        minReadySeconds: 0,
      },
      kind: "Deployment",
    });
    expect(JSON.stringify(object)).toBe(
      '{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web"},"spec":{"replicas":0,"template":{"spec":{"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"c","resources":{"limits":{"cpu":"1"}}}]}}}}',
    );
  });

  it("drops unknown fields when told to ignore them", () => {
    const { object, warnings } = decode(pod, { apiVersion: "v1", kind: "Pod", foo: 1 }, "Ignore");
    expect(object).toEqual({ apiVersion: "v1", kind: "Pod" });
    expect(warnings).toEqual([]);
  });
});

describe("parseJson", () => {
  it.each([
    ["{bad", "invalid character 'b' looking for beginning of object key string"],
    ["", "unexpected end of JSON input"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ["[1 2]", "invalid character '2' after array element"],
    ["tru", "unexpected end of JSON input"],
    ["nul!", "invalid character '!' in literal null (expecting 'l')"],
    ['"\n"', "invalid character '\\n' in string literal"],
    ["1 x", "invalid character 'x' after top-level value"],
  ])("%j: %s", (text, error) => {
    expect(parseJson(text)).toEqual({ error });
  });

  it("does not touch prototypes", () => {
    const parsed = parseJson('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify("value" in parsed && parsed.value)).toBe(
      '{"__proto__":{"polluted":true}}',
    );
    expect(Object.getPrototypeOf("value" in parsed && parsed.value)).toBe(Object.prototype);
  });
});

describe("decodeMetadataOnly", () => {
  it.each([
    [
      { metadata: "web" },
      "json: cannot unmarshal string into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta",
    ],
    [
      { metadata: { labels: { ok: true, version: 1 } } },
      "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string",
    ],
    [
      { metadata: { name: 123 } },
      "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string",
    ],
    [{ metadata: { name: "web" }, spec: 5 }, undefined],
  ])("%j", (document, error) => {
    expect(decodeMetadataOnly(document)).toBe(error);
  });
});

describe("completeObject", () => {
  it("adds what Go always writes", () => {
    const { object } = decode(deployment, {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "x" },
      spec: { template: { spec: { containers: [{ name: "c" }] } } },
    });
    const full = completeObject(deployment, object);
    expect(full).toEqual({
      kind: "Deployment",
      apiVersion: "apps/v1",
      metadata: { name: "x" },
      spec: {
        template: { metadata: {}, spec: { containers: [{ name: "c", resources: {} }] } },
        strategy: {},
      },
      status: {},
    });
    expect(completeObject(deployment, full)).toBe(full);
  });
});

describe("explain", () => {
  it("shows types, enums and both descriptions", () => {
    const strategy = explain(deployment, ["spec", "strategy"]);
    if (strategy === undefined || !("explained" in strategy)) throw new Error("no field");
    expect(strategy.explained.field).toMatchObject({
      name: "strategy",
      type: "<DeploymentStrategy>",
    });
    expect(strategy.explained.descriptions).toEqual([
      "The deployment strategy to use to replace existing pods with new ones.",
      "DeploymentStrategy describes how to replace existing pods with new ones.",
    ]);
    expect(strategy.explained.fields.map((field) => [field.name, field.type, field.enum])).toEqual([
      ["rollingUpdate", "<RollingUpdateDeployment>", undefined],
      ["type", "<string>", ["Recreate", "RollingUpdate"]],
    ]);
    expect(explain(pod, ["spec", "containers", "nope"])).toEqual({ unknownField: "nope" });
  });
});
