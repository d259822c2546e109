import { describe, expect, it } from "vitest";
import type { JsonObject } from "../object";
import { rootProperty } from "../schema/lookup";
import { applyJsonPatch } from "./json-patch";
import { applyMergePatch, createMergePatch, createThreeWayJsonMergePatch } from "./merge-patch";
import { createThreeWayMergePatch, createTwoWayMergePatch } from "./strategic-diff";
import { applyStrategicMergePatch } from "./strategic-merge-patch";

const deployment = rootProperty({ group: "apps", version: "v1", kind: "Deployment" });
const configMap = rootProperty({ group: "", version: "v1", kind: "ConfigMap" });
const service = rootProperty({ group: "", version: "v1", kind: "Service" });

const podSpec = (spec: JsonObject): JsonObject => ({ spec: { template: { spec } } });

describe("strategic merge patch", () => {
  const web = podSpec({ containers: [{ name: "c", image: "nginx:1.26", args: ["a"] }] });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      "puts new containers first",
      web,
      podSpec({ containers: [{ name: "side", image: "busybox:1" }] }),
      podSpec({
        containers: [
          { name: "side", image: "busybox:1" },
          { name: "c", image: "nginx:1.26", args: ["a"] },
        ],
      }),
    ],
    [
      "merges by name and replaces lists without a key",
      web,
      podSpec({ containers: [{ name: "c", image: "nginx:1.27", args: ["b", "c"] }] }),
      podSpec({ containers: [{ name: "c", image: "nginx:1.27", args: ["b", "c"] }] }),
    ],
    [
      "deletes an item",
      web,
      podSpec({ containers: [{ name: "c", $patch: "delete" }] }),
      podSpec({ containers: [] }),
    ],
    [
      "replaces a list",
      web,
      podSpec({ containers: [{ name: "x" }, { $patch: "replace" }] }),
      podSpec({ containers: [{ name: "x" }] }),
    ],
    [
      "replaces a map",
      { spec: { a: 1, b: 2 } },
      { spec: { $patch: "replace", c: 3 } },
      { spec: { c: 3 } },
    ],
    [
      "retains keys",
      { spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } } },
      { spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } },
      { spec: { strategy: { type: "Recreate" } } },
    ],
    [
      "removes with null and ignores nulls of what is not there",
      { metadata: { labels: { a: "1", b: "2" } } },
      { metadata: { labels: { a: null, c: null }, annotations: { x: null, y: "z" } } },
      { metadata: { labels: { b: "2" }, annotations: { y: "z" } } },
    ],
    [
      "merges finalizers and deletes from them",
      { metadata: { finalizers: ["a", "b"] } },
      { metadata: { "$deleteFromPrimitiveList/finalizers": ["a"], finalizers: ["c"] } },
      { metadata: { finalizers: ["c", "b"] } },
    ],
    [
      "obeys $setElementOrder",
      podSpec({ containers: [{ name: "a" }, { name: "b" }, { name: "live" }] }),
      podSpec({
        "$setElementOrder/containers": [{ name: "b" }, { name: "a" }],
        containers: [{ name: "b", image: "x" }],
      }),
      podSpec({ containers: [{ name: "b", image: "x" }, { name: "a" }, { name: "live" }] }),
    ],
  ])("%s", (_, original, patch, expected) => {
    const before = JSON.stringify(original);
    expect(applyStrategicMergePatch(original, patch, deployment)).toEqual(expected);
    expect(JSON.stringify(original)).toBe(before);
  });

  it("keeps live environment in front, as in apply/list-merge.txt", () => {
    const live = podSpec({
      containers: [
        {
          name: "one",
          env: [
            { name: "A", value: "1" },
            { name: "B", value: "2" },
          ],
        },
      ],
    });
    const patch = podSpec({ containers: [{ name: "one", env: [{ name: "LIVE", value: "x" }] }] });
    const patched = applyStrategicMergePatch(live, patch, deployment);
    expect(JSON.stringify(patched)).toContain(
      '[{"name":"LIVE","value":"x"},{"name":"A","value":"1"},{"name":"B","value":"2"}]',
    );
  });
});

describe("making strategic merge patches", () => {
  it("applies as in apply/list-merge.txt", () => {
    const original = podSpec({
      tolerations: [{ key: "a", operator: "Exists" }],
      containers: [
        {
          name: "one",
          image: "nginx:1.26",
          args: ["a", "b"],
          env: [
            { name: "A", value: "1" },
            { name: "B", value: "2" },
          ],
          ports: [{ containerPort: 80 }],
        },
        { name: "two", image: "busybox:1" },
      ],
    });
    const modified = podSpec({
      tolerations: [{ key: "b", operator: "Exists" }],
      containers: [
        { name: "three", image: "redis:7" },
        {
          name: "one",
          image: "nginx:1.27",
          args: ["c"],
          env: [
            { name: "B", value: "22" },
            { name: "C", value: "3" },
          ],
          ports: [{ containerPort: 80 }, { containerPort: 443 }],
        },
      ],
    });
    const current = podSpec({
      tolerations: [{ key: "a", operator: "Exists" }],
      containers: [
        {
          name: "one",
          image: "nginx:1.26",
          args: ["a", "b"],
          env: [
            { name: "LIVE", value: "x" },
            { name: "A", value: "1" },
            { name: "B", value: "2" },
          ],
          ports: [{ containerPort: 80, protocol: "TCP" }],
        },
        { name: "two", image: "busybox:1" },
      ],
    });
    const patch = createThreeWayMergePatch({ original, modified, current }, deployment);
    const patched = applyStrategicMergePatch(current, patch, deployment);
    expect(patched).toEqual(
      podSpec({
        tolerations: [{ key: "b", operator: "Exists" }],
        containers: [
          { name: "three", image: "redis:7" },
          {
            name: "one",
            image: "nginx:1.27",
            args: ["c"],
            env: [
              { name: "LIVE", value: "x" },
              { name: "B", value: "22" },
              { name: "C", value: "3" },
            ],
            ports: [{ containerPort: 80, protocol: "TCP" }, { containerPort: 443 }],
          },
        ],
      }),
    );
    const again = createThreeWayMergePatch(
      { original: modified, modified, current: patched },
      deployment,
    );
    expect(again).toEqual(
      podSpec({
        "$setElementOrder/containers": [{ name: "three" }, { name: "one" }],
        containers: [
          {
            name: "one",
            "$setElementOrder/env": [{ name: "B" }, { name: "C" }],
          },
        ],
      }),
    );
  });

  it("says what kubectl set image says", () => {
    const before = podSpec({ containers: [{ name: "c", image: "nginx:1.26" }] });
    const after = podSpec({ containers: [{ name: "c", image: "nginx:1.27" }] });
    expect(createTwoWayMergePatch(before, after, deployment)).toEqual(
      podSpec({
        "$setElementOrder/containers": [{ name: "c" }],
        containers: [{ name: "c", image: "nginx:1.27" }],
      }),
    );
  });

  it("keeps only the union's fields of a strategy", () => {
    const current = {
      spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%" } } },
    };
    const modified = { spec: { strategy: { type: "Recreate" } } };
    const patch = createThreeWayMergePatch({ original: {}, modified, current }, deployment);
    expect(patch).toEqual({ spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } });
  });

  it("is empty when nothing changed", () => {
    const live = { metadata: { name: "c", uid: "1" }, data: { a: "1", live: "yes" } };
    const applied = { metadata: { name: "c" }, data: { a: "1" } };
    expect(
      createThreeWayMergePatch({ original: applied, modified: applied, current: live }, configMap),
    ).toEqual({});
  });

  it("deletes what left the file", () => {
    const original = { data: { k1: "v1", k2: "v2" }, metadata: { labels: { a: "1", b: "2" } } };
    const modified = { data: { k1: "changed" }, metadata: { labels: { a: "1" } } };
    const current = { ...original, data: { ...original.data, live: "yes" } };
    expect(createThreeWayMergePatch({ original, modified, current }, configMap)).toEqual({
      data: { k1: "changed", k2: null },
      metadata: { labels: { b: null } },
    });
  });

  it("copes with two ports of one number", () => {
    const ports = [
      { port: 53, protocol: "UDP", name: "dns" },
      { port: 53, protocol: "TCP", name: "dns-tcp" },
    ];
    const same = { spec: { ports } };
    expect(
      createThreeWayMergePatch({ original: same, modified: same, current: same }, service),
    ).toEqual({});
  });
});

describe("merge patch", () => {
  it("applies and makes", () => {
    const original = { a: { b: 1, c: 2 }, d: [1] };
    const modified = { a: { b: 1, c: 3 }, e: null };
    expect(createMergePatch(original, modified)).toEqual({ a: { c: 3 }, d: null, e: null });
    expect(applyMergePatch(original, { a: { b: null }, d: [2] })).toEqual({ a: { c: 2 }, d: [2] });
  });

  it("joins three documents for custom resources", () => {
    const patch = createThreeWayJsonMergePatch({
      original: { spec: { a: 1, b: 2 } },
      modified: { spec: { a: 5 } },
      current: { spec: { a: 1, b: 2, live: true } },
    });
    expect(patch).toEqual({ spec: { a: 5, b: null } });
  });

  it("does not touch prototypes", () => {
    const merged = applyMergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("JSON patch", () => {
  const document = { metadata: { labels: { a: "b" } }, list: [1, 2] };

  it("applies without changing what it was given", () => {
    const patched = applyJsonPatch(document, [
      { op: "add", path: "/metadata/labels/c", value: "d" },
      { op: "remove", path: "/metadata/labels/a" },
      { op: "add", path: "/list/-", value: 3 },
    ]);
    expect(patched).toEqual({ metadata: { labels: { c: "d" } }, list: [1, 2, 3] });
    expect(document.metadata.labels).toEqual({ a: "b" });
  });

  it.each([
    [
      { not: "a list" },
      "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
    ],
    [
      [{ op: "test", path: "/list/0", value: 9 }],
      "the server rejected our request due to an error in our request",
    ],
    [
      [{ op: "remove", path: "/nothing" }],
      "the server rejected our request due to an error in our request",
    ],
    [
      [{ op: "frob", path: "/x" }],
      "the server rejected our request due to an error in our request",
    ],
    [
      [{ op: "replace", path: "/spec/x/y", value: 1 }],
      "the server rejected our request due to an error in our request",
    ],
    [
      [{ op: "add", path: "/__proto__/polluted", value: 1 }],
      "the server rejected our request due to an error in our request",
    ],
    [
      [{ op: "add", path: "/constructor/prototype/polluted", value: 1 }],
      "the server rejected our request due to an error in our request",
    ],
  ])("refuses %j", (patch, message) => {
    expect(() => applyJsonPatch(document, patch)).toThrow(message);
  });
});
