// next-auth's adapter for Prisma, fitted to our tables and to guests.
import { PrismaAdapter } from "@next-auth/prisma-adapter";
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { db } from "@/lib/db/client";

export function accountAdapter(guestId: string | undefined): Adapter {
  // The adapter is typed for the client of an older Prisma; the calls it makes are the same.
  const base = PrismaAdapter(db() as never) as Required<Adapter>;
  return {
    ...base,
    // next-auth would tie a Kakao account to whoever is signed in, and refuse one that has an owner
    // already. A guest therefore counts as nobody here; their work follows them in `mergeGuest`.
    getUser: async (id) => (id === guestId ? null : base.getUser(id)),
    createUser: async (user: Omit<AdapterUser, "id">) => base.createUser(withName(user)),
    linkAccount: async (account: AdapterAccount) => base.linkAccount(knownFields(account)),
  };
}

/** Some providers know no name. */
function withName(user: Omit<AdapterUser, "id">) {
  const name = user.name?.trim() || user.email?.split("@")[0] || "학습자";
  return { ...user, name, email: user.email?.toLowerCase() as string };
}

/** Providers answer with fields of their own (Naver, for one), for which there is no column. */
function knownFields(account: AdapterAccount): AdapterAccount {
  const { userId, type, provider, providerAccountId, access_token, refresh_token, scope } = account;
  const { id_token, token_type, session_state } = account;
  const expires_at = account.expires_at === undefined ? undefined : Number(account.expires_at);
  const tokens = { access_token, refresh_token, id_token, expires_at };
  const rest = { scope, token_type, session_state };
  return { userId, type, provider, providerAccountId, ...tokens, ...rest };
}
