import { expect, it } from "vitest";
import { Etcd } from "../etcd/store";
import { limits } from "../kernel/limits";
import { State } from "../kernel/state";
import type { ServerContext } from "./server-context";
import { storeObject } from "./stored-object";

it("takes nothing new when the store is full, and still what is there", () => {
  const etcd = new Etcd(State.startingAt(0), () => {});
  for (let count = 0; count < limits.objectsPerCluster; count++) etcd.put(`/${count}`, () => ({}));
  const server = { etcd } as unknown as ServerContext;
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } };
  expect(() => storeObject(server, "/new", object)).toThrow(
    "etcdserver: mvcc: database space exceeded",
  );
  expect(storeObject(server, "/7", object).metadata.name).toBe("c");
  etcd.delete("/8");
  expect(storeObject(server, "/new", object).metadata.name).toBe("c");
});

it("takes no object that is larger than etcd takes, by however small steps it grew", () => {
  const server = { etcd: new Etcd(State.startingAt(0), () => {}) } as unknown as ServerContext;
  const withData = (characters: number) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "c" },
    data: { a: "x".repeat(characters / 2), b: "y".repeat(characters / 2) },
  });
  expect(storeObject(server, "/c", withData(limits.objectBytes - 300)).metadata.name).toBe("c");
  expect(() => storeObject(server, "/c", withData(limits.objectBytes))).toThrow(
    "etcdserver: request is too large",
  );
});
