// The signed token in which a browser carries who it is. One name for http and https, so that pages,
// route handlers and WebSocket upgrades all find it in the same place.
import { decode } from "next-auth/jwt";

export const sessionCookie = "naru-session";

/** Half a year: a guest's work hangs on this cookie alone, and learners come back after months. */
export const sessionMaxAgeSeconds = 180 * 24 * 60 * 60;

export function authSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: start Naru with `npm start`.");
  return secret;
}

/** The id of the user the token was made for; nothing when it is expired, forged or no token at all. */
export async function userIdOfToken(token: string | undefined): Promise<string | undefined> {
  if (!token) return undefined;
  try {
    return (await decode({ token, secret: authSecret() }))?.sub;
  } catch {
    return undefined;
  }
}
