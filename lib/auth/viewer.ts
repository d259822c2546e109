// Who is asking, for pages, server actions and route handlers.
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findViewer, type Viewer } from "./find-viewer";
import { loginPath } from "./login-path";
import { sessionCookie } from "./session-cookie";

export type { Viewer } from "./find-viewer";

/** Asked many times while one page is drawn, looked up once. */
export const currentViewer = cache(async (): Promise<Viewer | undefined> => {
  return findViewer((await cookies()).get(sessionCookie)?.value);
});

/** For pages: whoever is not signed in goes to the sign-in page and comes back to `path` from there. */
export async function requireViewer(path: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  redirect(loginPath({ next: path, isExpired: await hasExpiredSignIn() }));
}

/** There is a token, but nobody behind it any more: a different message from never having signed in. */
export async function hasExpiredSignIn(): Promise<boolean> {
  return (await cookies()).has(sessionCookie) && !(await currentViewer());
}
