import { expect, it } from "vitest";
import { kinds } from ".";
it("x", () => { for (const k of kinds) { const d = structuredClone(k.example) as never; (k as never as {setDefaults?(d: unknown): void}).setDefaults?.(d); expect((k as never as {validate?(d: unknown): unknown[]}).validate?.(d) ?? []).toEqual([]); } });
