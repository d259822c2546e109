// A whole PostgreSQL in a temporary folder, for one run of the tests; gone when stopped.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startDatabase, stopAbandoned } from "./embedded-database.mjs";

const prefix = "naru-test-";

export async function startTemporaryDatabase() {
  await removeAbandoned();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
  const database = await startDatabase(folder);
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs that were killed could not clear up after themselves. */
async function removeAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      if (await stopAbandoned(folder)) fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, on a shared machine: theirs to remove.
    }
  }
}
