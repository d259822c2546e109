// "로그인 없이 시작하기": a user without a way to sign in again, made only when somebody asks for it.
import { refuse } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { countOne, isOverLimit, newUsersFrom } from "./rate-limit";

export async function createGuest(asker: { address: string }) {
  const limit = newUsersFrom(asker.address);
  if (await isOverLimit(limit)) refuse("tooManyAttempts");
  await countOne(limit);
  return db().user.create({ data: { name: "손님", isGuest: true } });
}
