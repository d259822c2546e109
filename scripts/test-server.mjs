// The built app on a database of its own, for the browser tests: Playwright starts it and stops it.
// NARU_TEST_PORT says where, NARU_TEST_DATABASE_URL which database, if one is there already. Knows one way in for tests: accounts with a password the tests know.
import { build } from "./build.mjs";
import { migrate } from "./migrate.mjs";
import { seed } from "./seed.mjs";
import { serve } from "./server.mjs";
import { startTemporaryDatabase } from "./temporary-database.mjs";

const port = Number(process.env.NARU_TEST_PORT);
const given = process.env.NARU_TEST_DATABASE_URL;
const database = given ? { url: given, stop() {} } : await startTemporaryDatabase();
let server;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await server?.stop();
    await database.stop();
    process.exit(0);
  });
}

Object.assign(process.env, {
  DATABASE_URL: database.url,
  NARU_DEMO_PASSWORD: "naru-test-password",
  NEXTAUTH_SECRET: "only-for-tests",
  AUTH_TRUST_HOST: "1",
  NEXT_TELEMETRY_DISABLED: "1",
});
await migrate(database.url);
if (!given) await seed(database.url);
await build();
process.env.NODE_ENV = "production";
server = await serve({ port, hostname: "127.0.0.1" });
