// Brings a database up to prisma/migrations. `prisma migrate deploy` needs a binary that is downloaded
// at install time; this does the same with the same table, checksums and lock number, so either may be
// used on the same database.
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { inRoot } from "./root.mjs";

const prismaLock = 72707369;

const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Returns the names of the migrations it applied. */
export async function migrate(url, folder = inRoot("prisma", "migrations")) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // Held until the connection ends, so two instances that start together do not both migrate.
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
    await client.query(migrationsTable);
    const applied = [];
    for (const migration of await pending(client, folder)) {
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function pending(client, folder) {
  const { rows } = await client.query(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const known = new Map(rows.map((row) => [row.migration_name, row]));
  return readMigrations(folder).filter(({ name, checksum }) => {
    const row = known.get(name);
    if (!row) return true;
    if (!row.finished_at) throw new Error(`migration ${name} failed earlier; resolve it first`);
    if (row.checksum !== checksum)
      console.warn(`migration ${name} was edited after it was applied`);
    return false;
  });
}

function readMigrations(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function apply(client, { name, sql, checksum }) {
  const id = randomUUID();
  await client.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)",
    [id, checksum, name],
  );
  try {
    await client.query(sql);
  } catch (error) {
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [
      id,
      String(error),
    ]);
    throw error;
  }
  await client.query(
    "UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1",
    [id],
  );
}
