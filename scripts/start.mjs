// `npm start`: from a fresh clone to a running Naru. Only what is missing or stale is made.
import { root } from "./root.mjs";
import { setup } from "./setup.mjs";

process.chdir(root);
try {
  await start();
} catch (error) {
  // What went wrong is a sentence for the person at the terminal; the stack is for us.
  console.error(process.env.DEBUG ? error : `\n${error.message}\n`);
  process.exit(1);
}

async function start() {
  const port = Number(process.env.PORT ?? 3000);
  await setup();
  // These need the installed dependencies, so they are loaded only now.
  const [{ prepareDatabase }, { build }, { serve }] = await Promise.all([
    import("./prepare-database.mjs"),
    import("./build.mjs"),
    import("./server.mjs"),
  ]);
  const database = await prepareDatabase();
  const stopAfter = stopInOrder(database);
  await build();
  Object.assign(process.env, await serverEnvironment(database.url));
  const say = console.log;
  // Standard output is for what the person at the terminal needs; what Next remarks goes beside it.
  console.log = console.error;
  stopAfter(await serve({ port, hostname: process.env.HOST ?? "127.0.0.1" }));
  say(`Naru: http://localhost:${port}`);
  if (database.hasDemo) await printDemoAccounts(say);
}

async function serverEnvironment(databaseUrl) {
  const { authSecret } = await import("./secrets.mjs");
  return {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: authSecret(),
    // Without NEXTAUTH_URL the address the visitor used is taken, be it localhost or 127.0.0.1.
    AUTH_TRUST_HOST: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function printDemoAccounts(say) {
  const [{ demoAccounts }, { demoPassword }] = await Promise.all([
    import("./seed.mjs"),
    import("./secrets.mjs"),
  ]);
  for (const account of demoAccounts) say(`  ${account}  ${demoPassword()}`);
}

/** Ctrl-C ends the requests first, then the database they write to. */
function stopInOrder(database) {
  let server;
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, async () => {
      if (isStopping) return;
      isStopping = true;
      await server?.stop();
      await database.stop();
      process.exit(0);
    });
  }
  return (running) => {
    server = running;
  };
}
