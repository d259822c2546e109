// Before the tests of the server: a migrated database that each test file copies for itself. From
// TEST_DATABASE_URL where that is set (its user must be allowed to create databases), else embedded.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { migrate } from "./migrate.mjs";
import { startTemporaryDatabase } from "./temporary-database.mjs";

export default async function prepareTestDatabase() {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startTemporaryDatabase();
  const name = `naru_template_${randomUUID().replaceAll("-", "")}`;
  await execute(server.url, `CREATE DATABASE "${name}"`);
  const template = new URL(server.url);
  template.pathname = `/${name}`;
  await migrate(template.href);
  process.env.NARU_TEST_TEMPLATE_URL = template.href;
  return async () => {
    await execute(server.url, `DROP DATABASE "${name}" WITH (FORCE)`);
    await server.stop();
  };
}

async function execute(url, sql) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
