// What every kind must be able to do, whatever it is.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../meta/object";
import { decode } from "../meta/schema/decode";
import { kinds, otherVersions } from ".";
import { apiVersionOf, type Draft, type KindDefinition } from "./define-kind";

const all: readonly KindDefinition[] = kinds;
const now = 1_767_571_200_000;
const metadata = {
  uid: "00000000-0000-4000-8000-000000000001",
  creationTimestamp: "2026-01-05T00:00:00Z",
};

const copy = (object: KubernetesObject): Draft<KubernetesObject> =>
  structuredClone(object) as Draft<KubernetesObject>;

/** The example as it would be stored. */
function created(kind: KindDefinition): Draft<KubernetesObject> {
  const draft = copy(kind.example);
  kind.setDefaults?.(draft);
  Object.assign(draft.metadata, metadata);
  kind.prepareForCreate?.(draft, { now, random: () => 0.5 });
  return draft;
}

describe.each(all.map((kind) => [kind.kind, kind] as const))("%s", (_name, kind) => {
  const gvk = { group: kind.group, version: kind.version, kind: kind.kind };

  it("has an example of its own kind that is valid", () => {
    expect(kind.example.apiVersion).toBe(apiVersionOf(kind));
    expect(kind.example.kind).toBe(kind.kind);
    expect(kind.validate?.(created(kind)) ?? []).toEqual([]);
  });

  it("reads its example back as it is", () => {
    expect(decode(gvk, kind.example).object).toEqual(kind.example);
  });

  it("refuses unknown fields", () => {
    expect(() => decode(gvk, { ...kind.example, nothing: 1 })).toThrow(
      'strict decoding error: unknown field "nothing"',
    );
  });

  it("sets its defaults once", () => {
    const once = copy(kind.example);
    kind.setDefaults?.(once);
    const twice = copy(once as KubernetesObject);
    kind.setDefaults?.(twice);
    expect(twice).toEqual(once);
  });

  it("makes defaults that its schema knows", () => {
    const draft = copy(kind.example);
    kind.setDefaults?.(draft);
    expect(() => decode(gvk, JSON.parse(JSON.stringify(draft)))).not.toThrow();
  });

  it("fills one cell per column, also for an empty object", () => {
    const empty = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name: "empty" } };
    for (const object of [kind.example, created(kind) as KubernetesObject, empty]) {
      const row = kind.row(object, now);
      expect(row).toHaveLength(kind.columns.length);
      expect(row).not.toContain(undefined);
      expect(row.join(" ")).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it("accepts an update that changes nothing", () => {
    const stored = created(kind) as KubernetesObject;
    const draft = copy(stored);
    kind.setDefaults?.(draft);
    kind.prepareForUpdate?.(draft, stored, { now, random: () => 0.5 });
    expect(draft).toEqual(stored);
    expect(kind.validateUpdate?.(draft, stored) ?? []).toEqual([]);
    expect(kind.validateStatusUpdate?.(draft, stored) ?? []).toEqual([]);
  });

  it("does not fall over an empty spec", () => {
    const draft = copy({
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { name: "empty" },
      spec: {},
    });
    kind.setDefaults?.(draft);
    kind.prepareForCreate?.(draft, { now, random: () => 0.5 });
    expect(() => kind.validate?.(draft)).not.toThrow();
    expect(() => kind.warnings?.(draft)).not.toThrow();
    expect(() => kind.fields?.(draft)).not.toThrow();
  });

  it("shows field selectors as text", () => {
    for (const value of Object.values(kind.fields?.(kind.example) ?? {})) {
      expect(typeof value).toBe("string");
    }
  });
});

describe("other versions", () => {
  it.each(
    (otherVersions as readonly KindDefinition[]).map((kind) => [apiVersionOf(kind), kind] as const),
  )("%s keeps its objects on the way to the store and back", (_version, kind) => {
    expect(decode({ ...kind, kind: kind.kind }, kind.example).object).toEqual(kind.example);
    expect(kind.validate?.(kind.example) ?? []).toEqual([]);
    const stored = kind.conversion?.toStored(kind.example);
    expect(stored && kind.conversion?.fromStored(stored)).toMatchObject(kind.example);
    expect(kind.row(kind.example, now)).toHaveLength(kind.columns.length);
  });
});

describe("the list", () => {
  it("names every resource once", () => {
    const names = all.map(({ group, plural }) => `${plural}.${group}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length);
  });

  it("has every folder", () => {
    const here = import.meta.dirname;
    const folders = readdirSync(here, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const listed = [...readFileSync(join(here, "index.ts"), "utf8").matchAll(/from "\.\/(.+)"/g)];
    const imported = new Set(listed.map(([, path = ""]) => path.split("/")[0]));
    expect(folders.filter((folder) => !imported.has(folder))).toEqual([]);
    expect(folders.filter((folder) => !existsSync(join(here, folder, "index.ts")))).toEqual([]);
  });
});
