// A database of its own for each test file, copied from the migrated one in a few milliseconds.
// Call `withTestDatabase()` at the top of a test file, then `db()` as everywhere else.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { disconnect } from "./client";

export function withTestDatabase(): void {
  // Made by the global setup of vitest (scripts/vitest-database.mjs).
  const template = process.env.NARU_TEST_TEMPLATE_URL;
  if (!template) throw new Error("no test database: run the tests from the repository's root");
  const name = `naru_test_${randomUUID().replaceAll("-", "")}`;

  beforeAll(async () => {
    const source = new URL(template).pathname.slice(1);
    await execute(template, `CREATE DATABASE "${name}" TEMPLATE "${source}"`);
    process.env.DATABASE_URL = urlOf(template, name);
  });

  afterAll(async () => {
    await disconnect();
    await execute(template, `DROP DATABASE "${name}" WITH (FORCE)`);
  });
}

async function execute(template: string, sql: string): Promise<void> {
  // A database can be copied only while nobody is connected to it, so we stand beside it.
  const client = new pg.Client(urlOf(template, "postgres"));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
