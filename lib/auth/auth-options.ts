// How next-auth signs people in: e-mail and password, as a guest, or through a social account.
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { refusalOf } from "@/lib/actions/refusal";
import { accountAdapter } from "./account-adapter";
import { createGuest } from "./create-guest";
import { mergeGuest } from "./merge-guest";
import { authSecret, sessionCookie, sessionMaxAgeSeconds } from "./session-cookie";
import { socialProviders } from "./social-providers";
import { verifySignIn } from "./verify-sign-in";
import type { Viewer } from "./viewer";

/** `asker` is who the request came from, before it signs anybody in. */
export function authOptions(asker: {
  viewer: Viewer | undefined;
  address: string;
}): NextAuthOptions {
  const { address } = asker;
  const guest = asker.viewer?.isGuest ? asker.viewer : undefined;
  return {
    secret: authSecret(),
    adapter: accountAdapter(guest?.id),
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    cookies: { sessionToken: { name: sessionCookie, options: cookieOptions() } },
    pages: { signIn: "/login", signOut: "/account", error: "/login", newUser: "/learn" },
    providers: [
      Credentials({
        id: "credentials",
        credentials: { email: {}, password: {} },
        authorize: (input) =>
          withErrorKey(async () => {
            const { email = "", password = "" } = input ?? {};
            return (await verifySignIn({ email, password, address })) ?? null;
          }),
      }),
      Credentials({
        id: "guest",
        credentials: {},
        // Pressing the button twice, or in two tabs, does not make two guests.
        authorize: () => withErrorKey(async () => guest ?? (await createGuest({ address }))),
      }),
      ...socialProviders(),
    ],
    events: {
      async signIn({ user }) {
        if (guest) await mergeGuest({ guestId: guest.id, userId: user.id });
      },
    },
    callbacks: {
      // The token says who, and nothing else: name and role are read from the table each time.
      jwt: ({ token, user }) => ({ sub: user?.id ?? token.sub }),
    },
  };
}

const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: process.env.NEXTAUTH_URL?.startsWith("https://") ?? false,
});

/** next-auth carries the message of an error to the browser: make it the key of a text. */
async function withErrorKey<T>(authorize: () => Promise<T>): Promise<T> {
  try {
    return await authorize();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) console.error(error);
    throw new Error(refusal?.key ?? "unexpected");
  }
}
