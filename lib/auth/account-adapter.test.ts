// What social sign-in writes, with answers such as Kakao and Naver give, against a real Postgres.
import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { accountAdapter } from "./account-adapter";
import { createGuest } from "./create-guest";

withTestDatabase();

it("takes a user without name or address, and tokens there are no columns for", async () => {
  const adapter = accountAdapter(undefined);
  const profile = { name: null, email: undefined, image: null, emailVerified: null };
  const user = await adapter.createUser?.(profile as never);
  const account = {
    userId: user?.id ?? "",
    type: "oauth",
    provider: "naver",
    providerAccountId: "naver-1",
    access_token: "a",
    expires_in: "3600",
    expires_at: "1767225600",
    result: "success",
  };
  await adapter.linkAccount?.(account as never);
  const found = await adapter.getUserByAccount?.({
    provider: "naver",
    providerAccountId: "naver-1",
  });
  expect(found).toMatchObject({ id: user?.id, name: "학습자", email: null });
  expect(await db().account.findFirst()).toMatchObject({ expires_at: 1_767_225_600 });
});

it("does not tie a social account to the guest who asks for it", async () => {
  const guest = await createGuest({ address: "203.0.113.9" });
  expect(await accountAdapter(guest.id).getUser?.(guest.id)).toBeNull();
  expect(await accountAdapter(undefined).getUser?.(guest.id)).toMatchObject({ id: guest.id });
});
