// Secrets made once per checkout, in .data, unless the environment brings its own.
import { randomBytes, randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

/** Signs the sign-in tokens: with a new one everybody would have to sign in again. */
export const authSecret = () =>
  process.env.NEXTAUTH_SECRET ?? kept("auth-secret", () => randomBytes(32).toString("hex"));

/** Of all demo accounts. Not the same everywhere, or every Naru on a network would have a known admin. */
export const demoPassword = () =>
  process.env.NARU_DEMO_PASSWORD ?? kept("demo-password", () => `naru-${readable(10)}`);

function kept(name, make) {
  const file = inRoot(".data", name);
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, make(), { mode: 0o600 });
  return fs.readFileSync(file, "utf8");
}

function readable(length) {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}
