// Makes an account. A guest who signs up stays the same row, so all their work is simply still theirs.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { normalEmail } from "./email";
import { hashPassword, minimumPasswordLength } from "./password";
import { countOne, isOverLimit, newUsersFrom } from "./rate-limit";
import type { Viewer } from "./viewer";

export const signUpInput = z.object({
  name: z.string().trim().min(1).max(40),
  email: z.email().max(200),
  password: z.string().min(minimumPasswordLength).max(200),
});

export async function signUp(
  input: z.output<typeof signUpInput>,
  asker: { viewer: Viewer | undefined; address: string },
): Promise<{ id: string }> {
  if (await isOverLimit(newUsersFrom(asker.address))) refuse("tooManyAttempts");
  const account = {
    name: input.name.normalize("NFC"),
    email: normalEmail(input.email),
    passwordHash: await hashPassword(input.password),
    isGuest: false,
  };
  try {
    if (!asker.viewer?.isGuest) return await createAccount(account, asker.address);
    // Only a row that is still a guest's: two tabs signing up at once make one account, not two names.
    const where = { id: asker.viewer.id, isGuest: true };
    return await db().user.update({ where, data: account, select: { id: true } });
  } catch (error) {
    if (isUniqueViolation(error)) refuse("emailTaken");
    throw error;
  }
}

async function createAccount(account: Parameters<typeof create>[0], address: string) {
  const user = await create(account);
  await countOne(newUsersFrom(address));
  return user;
}

const create = (data: { name: string; email: string; passwordHash: string; isGuest: boolean }) =>
  db().user.create({ data, select: { id: true } });

/** Prisma's code for a value that must be unique and is not. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
