// Puts the demo into a database: once, and again when the demo itself has changed. A database that has
// people of its own is left alone.
import pg from "pg";
import { inRoot } from "./root.mjs";
import { runOrStop } from "./run.mjs";
import { demoPassword } from "./secrets.mjs";
import { hashOf } from "./stale.mjs";

export const demoAccounts = ["learner@naru.test", "instructor@naru.test", "admin@naru.test"];

/** Tells whether this database holds the demo. */
export async function seed(url) {
  const version = hashOf(["prisma/seed.ts", "prisma/seed"]);
  const seeded = await readSeedState(url);
  if (seeded.version === version) return true;
  if (seeded.version === undefined && seeded.people > 0) return false;
  await runOrStop(process.execPath, [inRoot("scripts", "run-typescript.mjs"), "prisma/seed.ts"], {
    quiet: true,
    env: { DATABASE_URL: url, NARU_DEMO_PASSWORD: demoPassword(), NARU_SEED_VERSION: version },
  });
  return true;
}

async function readSeedState(url) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const setting = await client.query(`SELECT value FROM "Setting" WHERE key = 'seed'`);
    const people = await client.query(`SELECT count(*)::int AS count FROM "User"`);
    return { version: setting.rows[0]?.value, people: people.rows[0].count };
  } finally {
    await client.end();
  }
}
