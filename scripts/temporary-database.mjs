// A database for one run of the tests.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startDatabase } from "./embedded-database.mjs";

/** A whole PostgreSQL in a temporary folder, gone when stopped. */
export async function startTemporaryDatabase() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "naru-test-"));
  const database = await startDatabase(folder);
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
