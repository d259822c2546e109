// What the browser journeys share: signing in as one of the demo accounts, and as somebody new.
import { type APIRequestContext, expect, type Page } from "@playwright/test";

/** Set by scripts/test-server.mjs for the database of the tests. */
export const testPassword = "naru-test-password";

export type Role = "learner" | "instructor" | "admin";

export async function signInAs(page: Page, role: Role): Promise<void> {
  await signIn(page.request, "credentials", {
    email: `${role}@naru.test`,
    password: testPassword,
  });
}

export const startAsGuest = (page: Page) => signIn(page.request, "guest", {});

/** The quick way, for journeys that are about something else; the slow one is in auth.spec.ts. */
async function signIn(
  request: APIRequestContext,
  provider: "credentials" | "guest",
  fields: Record<string, string>,
) {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post(`/api/auth/callback/${provider}`, {
    form: { ...fields, csrfToken, json: "true" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Tests run side by side on one database: nobody may take another's address. */
export const newEmail = () => `${crypto.randomUUID().slice(0, 8)}@example.com`;
