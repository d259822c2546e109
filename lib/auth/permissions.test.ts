import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { accessTo, routeOf, routes } from "./permissions";

describe("the table of routes", () => {
  const files = routesUnder(path.resolve("app"));

  it.each(files)("%s says who may call it", (route) => {
    expect(routes, `add to lib/auth/permissions.ts:  "${route}": "signed-in",`).toHaveProperty([
      route,
    ]);
  });

  it("names no route that does not exist", () => {
    expect(Object.keys(routes).filter((route) => !files.includes(route))).toEqual([]);
  });
});

describe("accessTo", () => {
  const guest = { role: "LEARNER", isGuest: true } as const;
  const learner = { role: "LEARNER", isGuest: false } as const;

  it("asks a stranger to sign in, and lets a guest in", () => {
    expect(accessTo("/account", undefined)).toBe("sign-in-first");
    expect(accessTo("/account", guest)).toBe("admitted");
    expect(accessTo("/login", undefined)).toBe("admitted");
  });

  it("keeps a route nobody wrote down closed", () => {
    expect(accessTo("/forgotten", learner)).toBe("forbidden");
  });
});

describe("routeOf", () => {
  it.each([
    ["/", "/"],
    ["/join/NARUDEMO", "/join/[code]"],
    ["/join", undefined],
    ["/join/a/b", undefined],
    ["/account/", "/account"],
    ["//account", "/account"],
    ["/%61ccount", "/account"],
    ["/join/%E0%A4%A", "/join/[code]"],
    ["/api/auth/callback/kakao", "/api/auth/[...nextauth]"],
    ["/api/auth", undefined],
  ])("%s belongs to %s", (pathname, route) => {
    expect(routeOf(pathname)).toBe(route);
  });
});

/** The routes that the files under app/ make: groups vanish, private folders count for nothing. */
function routesUnder(folder: string, prefix = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(page|route)\.tsx?$/.test(entry.name)) return [prefix || "/"];
    if (!entry.isDirectory() || /^[_@]/.test(entry.name)) return [];
    const isGroup = entry.name.startsWith("(");
    return routesUnder(path.join(folder, entry.name), isGroup ? prefix : `${prefix}/${entry.name}`);
  });
}
