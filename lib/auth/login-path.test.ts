import { describe, expect, it } from "vitest";
import { loginPath, safeNext } from "./login-path";

describe("safeNext", () => {
  it.each([
    ["/learn/22?at=pods#quiz", "/learn/22?at=pods#quiz"],
    ["/join/나루", "/join/%EB%82%98%EB%A3%A8"],
    [undefined, "/"],
    ["https://evil.example/learn", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["\t//evil.example", "/"],
    ["/.//evil.example", "/evil.example"],
  ])("goes from %j to %s", (next, path) => {
    expect(safeNext(next)).toBe(path);
  });
});

it("says that a sign-in has expired, and where to go afterwards", () => {
  expect(loginPath({ next: "/account", isExpired: true })).toBe(
    "/login?reason=expired&next=%2Faccount",
  );
  expect(loginPath({ next: "/", isExpired: false })).toBe("/login");
});
