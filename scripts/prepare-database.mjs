// A database that is running, migrated and seeded: the embedded one in .data, or DATABASE_URL.
import { startDatabase } from "./embedded-database.mjs";
import { migrate } from "./migrate.mjs";
import { inRoot } from "./root.mjs";
import { seed } from "./seed.mjs";

export async function prepareDatabase() {
  const given = process.env.DATABASE_URL;
  const database = given
    ? { url: given, stop: async () => {} }
    : await startDatabase(inRoot(".data"));
  try {
    await migrate(database.url);
    return { ...database, hasDemo: await seed(database.url) };
  } catch (error) {
    await database.stop();
    if (!given) throw error;
    throw new Error(`The database of DATABASE_URL cannot be used: ${error.message || error.code}`);
  }
}
