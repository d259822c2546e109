// Passwords as they are kept: bcrypt over a digest, because bcrypt itself silently ignores everything
// after 72 bytes, which are only 24 Hangul syllables.
import { createHash } from "node:crypto";
import bcrypt from "bcryptjs";

export const minimumPasswordLength = 8;
const rounds = 10;

export const hashPassword = (password: string) => bcrypt.hash(digest(password), rounds);

/** Without a hash it still takes as long, so the answer's time does not tell who has an account. */
export async function isPassword(password: string, hash: string | null | undefined) {
  const isEqual = await bcrypt.compare(digest(password), hash ?? hashOfNothing);
  return isEqual && Boolean(hash);
}

const hashOfNothing = "$2b$10$cCNTxuG9UGlg2NQJfEgE4eHtBTbMSeV2lqxHnEFDaPG0/1ZGdsRWW";

/** NFC: the same Hangul typed on a Mac and on a PC must be the same password. */
const digest = (password: string) =>
  createHash("sha256").update(password.normalize("NFC")).digest("base64");
