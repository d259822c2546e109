import { describe, expect, it } from "vitest";
import { type JsonObject, setPath } from "../../object";
import { applyConfiguration, trackUpdate } from "./managed-fields";

const configMap = { group: "", version: "v1", kind: "ConfigMap" };
const deployment = { group: "apps", version: "v1", kind: "Deployment" };
const now = "2026-03-01T09:00:00Z";
const later = "2026-03-01T09:05:00Z";

const cm = (data?: Record<string, string>): JsonObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "c" },
  ...(data === undefined ? {} : { data }),
});

const web = (more: JsonObject = {}): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "c", image: "nginx:1.26" }] },
    },
    ...more,
  },
});

const managedFieldsOf = (object: JsonObject) =>
  (
    object as {
      metadata: { managedFields?: { manager: string; fieldsV1: unknown; time?: string }[] };
    }
  ).metadata.managedFields;

const summary = (object: JsonObject) =>
  managedFieldsOf(object)?.map((entry) => [entry.manager, entry.fieldsV1]);

const applyCm = (live: JsonObject | undefined, patch: JsonObject, manager: string, force = false) =>
  applyConfiguration(live, patch, { gvk: configMap, manager, now, force }).object;

describe("server-side apply, as in raw/apply.json", () => {
  const first = applyCm(undefined, cm({ a: "1", b: "2" }), "alice");

  it("owns what it names", () => {
    expect(managedFieldsOf(first)).toEqual([
      {
        manager: "alice",
        operation: "Apply",
        apiVersion: "v1",
        time: now,
        fieldsType: "FieldsV1",
        fieldsV1: { "f:data": { "f:a": {}, "f:b": {} } },
      },
    ]);
  });

  it("changes nothing the second time, not even the time", () => {
    const again = applyConfiguration(first, cm({ a: "1", b: "2" }), {
      gvk: configMap,
      manager: "alice",
      now: later,
      force: false,
    });
    expect(again.object).toEqual(first);
  });

  it("conflicts, takes over by force, gives back by leaving out, and removes what nobody owns", () => {
    expect(() => applyCm(first, cm({ a: "other" }), "bob")).toThrow(
      'Apply failed with 1 conflict: conflict with "alice": .data.a',
    );
    const forced = applyCm(first, cm({ a: "other" }), "bob", true);
    expect(summary(forced)).toEqual([
      ["alice", { "f:data": { "f:b": {} } }],
      ["bob", { "f:data": { "f:a": {} } }],
    ]);
    const given = applyCm(forced, cm({ b: "2" }), "alice");
    expect(given.data).toEqual({ a: "other", b: "2" });
    const removed = applyCm(given, cm(), "bob");
    expect(removed.data).toEqual({ b: "2" });
    expect(summary(removed)).toEqual([["alice", { "f:data": { "f:b": {} } }]]);
  });

  it("shares a field that both set to the same value", () => {
    const shared = applyCm(first, cm({ a: "1" }), "bob");
    const left = applyCm(shared, cm({ b: "2" }), "alice");
    expect(left.data).toEqual({ a: "1", b: "2" });
  });

  it.each([
    [{ ...cm(), metadata: { name: "c", managedFields: [] } }, "metadata.managedFields must be nil"],
    [
      { ...cm(), apiVersion: "v2" },
      "Incorrect version specified in apply patch. Specified patch version: v2, expected: v1",
    ],
  ])("refuses %#", (patch, message) => {
    expect(() => applyCm(first, patch, "bob")).toThrow(message);
  });

  it("knows the kind's fields", () => {
    const patch = { ...web(), spec: { replicaz: 1 } };
    expect(() =>
      applyConfiguration(undefined, patch, {
        gvk: deployment,
        manager: "carol",
        now,
        force: false,
      }),
    ).toThrow(
      "failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.replicaz: field not declared in schema",
    );
  });

  it("keys containers by name and takes selectors as a whole", () => {
    const { object } = applyConfiguration(undefined, web(), {
      gvk: deployment,
      manager: "alice",
      now,
      force: false,
    });
    expect(summary(object)).toEqual([
      [
        "alice",
        {
          "f:spec": {
            "f:replicas": {},
            "f:selector": {},
            "f:template": {
              "f:metadata": { "f:labels": { "f:app": {} } },
              "f:spec": {
                "f:containers": { 'k:{"name":"c"}': { ".": {}, "f:image": {}, "f:name": {} } },
              },
            },
          },
        },
      ],
    ]);
  });

  it("names the subresource that took a field", () => {
    const { object } = applyConfiguration(undefined, web(), {
      gvk: deployment,
      manager: "alice",
      now,
      force: false,
    });
    const scaled = setPath(object, ["spec", "replicas"], 1);
    const entries = trackUpdate(object, scaled, {
      gvk: deployment,
      manager: "hpa",
      now,
      subresource: "scale",
    });
    const live = setPath(scaled, ["metadata", "managedFields"], entries);
    expect(() =>
      applyConfiguration(live, web(), { gvk: deployment, manager: "alice", now, force: false }),
    ).toThrow(
      'Apply failed with 1 conflict: conflict with "hpa" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });

  it("names the field of a list item", () => {
    const { object } = applyConfiguration(undefined, web(), {
      gvk: deployment,
      manager: "kubectl",
      now,
      force: false,
    });
    const patch = setPath(
      web(),
      ["spec", "template", "spec", "containers", 0, "image"],
      "nginx:1.27",
    );
    expect(() =>
      applyConfiguration(object, patch, { gvk: deployment, manager: "robot", now, force: false }),
    ).toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.template.spec.containers[name="c"].image',
    );
  });

  it("lets kubectl take over what client-side apply set", () => {
    const applied = cm({ a: "1", b: "2" });
    const annotated = setPath(applied, ["metadata", "annotations"], {
      "kubectl.kubernetes.io/last-applied-configuration": `${JSON.stringify(applied)}\n`,
    });
    const entries = trackUpdate(undefined, annotated, {
      gvk: configMap,
      manager: "kubectl-client-side-apply",
      now,
    });
    const live = setPath(annotated, ["metadata", "managedFields"], entries);
    const { object } = applyConfiguration(live, cm({ a: "changed" }), {
      gvk: configMap,
      manager: "kubectl",
      now: later,
      force: false,
    });
    expect(object.data).toEqual({ a: "changed", b: "2" });
    expect(JSON.stringify(object.metadata)).toContain('\\"data\\":{\\"a\\":\\"changed\\"}');
  });

  it("gives untracked fields to before-first-apply", () => {
    expect(() => applyCm(cm({ a: "1" }), cm({ a: "2" }), "bob")).toThrow(
      'conflict with "before-first-apply" using v1: .data.a',
    );
  });

  it("lists several conflicts by manager", () => {
    const both = applyCm(first, cm({ c: "3" }), "bob");
    expect(() => applyCm(both, cm({ a: "x", b: "x", c: "x" }), "eve")).toThrow(
      'Apply failed with 3 conflicts: conflicts with "alice":\n- .data.a\n- .data.b\nconflicts with "bob":\n- .data.c',
    );
  });
});

describe("other writes", () => {
  it("records a creation as pods/managed-fields.txt shows", () => {
    expect(
      trackUpdate(undefined, cm({ a: "1" }), { gvk: configMap, manager: "kubectl-create", now }),
    ).toEqual([
      {
        manager: "kubectl-create",
        operation: "Update",
        apiVersion: "v1",
        time: now,
        fieldsType: "FieldsV1",
        fieldsV1: { "f:data": { ".": {}, "f:a": {} } },
      },
    ]);
  });

  it("leaves structs by value without a member of their own, and status to its own endpoint", () => {
    const object = { ...web({ strategy: { type: "Recreate" } }), status: { replicas: 1 } };
    const [entry] =
      trackUpdate(undefined, object, {
        gvk: deployment,
        manager: "m",
        now,
        resetFields: { "f:status": {} },
      }) ?? [];
    expect(entry?.fieldsV1).toEqual({
      "f:spec": {
        "f:replicas": {},
        "f:selector": {},
        "f:strategy": { "f:type": {} },
        "f:template": {
          "f:metadata": { "f:labels": { ".": {}, "f:app": {} } },
          "f:spec": {
            "f:containers": { 'k:{"name":"c"}': { ".": {}, "f:image": {}, "f:name": {} } },
          },
        },
      },
    });
  });

  it("moves a changed field to who changed it and forgets removed ones", () => {
    const live = setPath(
      cm({ a: "1", b: "2" }),
      ["metadata", "managedFields"],
      trackUpdate(undefined, cm({ a: "1", b: "2" }), { gvk: configMap, manager: "x", now }),
    );
    const entries = trackUpdate(live, cm({ a: "changed" }), {
      gvk: configMap,
      manager: "y",
      now: later,
    });
    expect(entries?.map((entry) => [entry.manager, entry.time, entry.fieldsV1])).toEqual([
      ["x", now, { "f:data": {} }],
      ["y", later, { "f:data": { "f:a": {} } }],
    ]);
    expect(
      trackUpdate(live, cm({ a: "1", b: "2" }), { gvk: configMap, manager: "y", now: later }),
    ).toBe(managedFieldsOf(live));
  });

  it("joins the oldest update managers beyond ten", () => {
    let live = cm({});
    for (let i = 0; i < 13; i++) {
      const next = cm({ ...(live.data as Record<string, string>), [`k${i}`]: "v" });
      const context = { gvk: configMap, manager: `m${i}`, now: `2026-03-01T09:00:${10 + i}Z` };
      const known = managedFieldsOf(live);
      const withKnown =
        known === undefined ? next : setPath(next, ["metadata", "managedFields"], known);
      live = setPath(
        next,
        ["metadata", "managedFields"],
        trackUpdate(i === 0 ? undefined : live, withKnown, context),
      );
    }
    const names = managedFieldsOf(live)?.map((entry) => entry.manager);
    expect(names).toHaveLength(10);
    expect(names?.[0]).toBe("ancient-changes");
  });
});
