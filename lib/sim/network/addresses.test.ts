import { expect, it } from "vitest";
import { State } from "../kernel/state";
import { formatAddress, gatewayOf, isInRange, parseAddress } from "./addresses";
import { allocateAddress, putNamespace, removeNamespace } from "./namespaces";

it("reads and writes addresses", () => {
  expect(formatAddress(parseAddress("172.30.1.2") ?? 0)).toBe("172.30.1.2");
  expect(parseAddress("10.244.1")).toBeUndefined();
  expect(parseAddress("10.244.1.256")).toBeUndefined();
  expect(isInRange("10.96.255.1", "10.96.0.0/12")).toBe(true);
  expect(isInRange("10.112.0.1", "10.96.0.0/12")).toBe(false);
  expect(gatewayOf("10.244.3.0/24")).toBe("10.244.3.1");
});

it("gives each pod an address, and does not use one again at once", () => {
  const state = State.startingAt(0);
  const take = (): string => {
    const address = allocateAddress(state, "10.244.1.0/29") ?? "none";
    if (address !== "none") putNamespace(state, { id: address, node: "n", address });
    return address;
  };
  expect([take(), take()]).toEqual(["10.244.1.2", "10.244.1.3"]);
  removeNamespace(state, "10.244.1.2");
  expect([take(), take(), take(), take(), take()]).toEqual([
    "10.244.1.4",
    "10.244.1.5",
    "10.244.1.6",
    "10.244.1.2",
    "none",
  ]);
});
