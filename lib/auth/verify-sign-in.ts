// E-mail and password → the user, or nobody. Wrong tries are counted, and too many are refused before
// the password is even looked at.
import { refuse } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { normalEmail } from "./email";
import { isPassword } from "./password";
import { countOne, failedSignIns, failedSignInsFrom, forget, isOverLimit } from "./rate-limit";

export async function verifySignIn(
  attempt: { email: string; password: string; address: string },
  now = new Date(),
) {
  const email = normalEmail(attempt.email);
  const limits = [failedSignIns(email), failedSignInsFrom(attempt.address)];
  for (const limit of limits) if (await isOverLimit(limit, now)) refuse("tooManyAttempts");

  const user = await db().user.findUnique({ where: { email } });
  if (await isPassword(attempt.password, user?.passwordHash)) {
    await forget(failedSignIns(email));
    return user ?? undefined;
  }
  for (const limit of limits) await countOne(limit, now);
  return undefined;
}
