// Every route, asked for by every kind of visitor, answers as the table says.
import { expect, test } from "@playwright/test";
import { isAdmitted } from "../lib/auth/audience";
import { routes } from "../lib/auth/permissions";
import { signInAs, startAsGuest } from "./journey";

const visitors = {
  anonymous: undefined,
  guest: { role: "LEARNER", isGuest: true },
  learner: { role: "LEARNER", isGuest: false },
  instructor: { role: "INSTRUCTOR", isGuest: false },
  admin: { role: "ADMIN", isGuest: false },
} as const;

for (const [name, viewer] of Object.entries(visitors)) {
  test(`${name} gets in where the table says, and nowhere else`, async ({ page }) => {
    if (name === "guest") await startAsGuest(page);
    else if (name !== "anonymous") await signInAs(page, name as "learner" | "instructor" | "admin");

    for (const [route, who] of Object.entries(routes)) {
      // The page that says "not for you" says so to everybody.
      if (route === "/forbidden") continue;
      const path = route.replaceAll(/\[+(\.\.\.)?[^\]]*\]+/g, "something");
      const answer = await page.request.get(path, { maxRedirects: 0 });
      const toLogin = answer.headers().location?.includes("/login?") ?? false;
      const seen = `${route} for ${name}: ${answer.status()}`;
      if (isAdmitted(viewer, who)) {
        // What is not there may be missing, but nobody who may ask is turned away.
        expect([401, 403, 500], seen).not.toContain(answer.status());
        expect(toLogin, seen).toBe(false);
      } else if (viewer) {
        expect(answer.status(), seen).toBe(403);
      } else if (route.startsWith("/api/")) {
        expect(answer.status(), seen).toBe(401);
      } else {
        expect([answer.status(), toLogin], seen).toEqual([307, true]);
      }
    }
  });
}
