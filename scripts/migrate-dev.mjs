// Makes migrations from prisma/schema.prisma without Prisma's downloaded engine:
//   node scripts/migrate-dev.mjs dev <name>   write and apply a migration for what changed
//   node scripts/migrate-dev.mjs drift        exit 1 if the migrations do not amount to the schema
//   node scripts/migrate-dev.mjs status       what the engine thinks of the database
// It works on a temporary database unless DATABASE_URL is set.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inRoot } from "./root.mjs";
import { schemaEngineAdapter } from "./schema-engine-adapter.mjs";
import { startTemporaryDatabase } from "./temporary-database.mjs";

const migrationsFolder = inRoot("prisma", "migrations");
const lockFile = path.join(migrationsFolder, "migration_lock.toml");
const schemaFile = inRoot("prisma", "schema.prisma");
const filters = { externalTables: [], externalEnums: [] };
const schema = { files: [{ path: schemaFile, content: fs.readFileSync(schemaFile, "utf8") }] };

const [command = "status", name = "change"] = process.argv.slice(2);
const commands = { dev, drift, status };
if (!commands[command]) throw new Error(`unknown command ${command}: dev, drift or status`);

const database = process.env.DATABASE_URL ? undefined : await startTemporaryDatabase();
ensureLockFile();
const engine = await loadEngine(process.env.DATABASE_URL ?? database.url);
try {
  await commands[command]();
} finally {
  engine.free();
  await database?.stop();
}
// The adapter keeps its pool open.
process.exit();

async function dev() {
  const { action } = await engine.devDiagnostic({ migrationsList: migrations(), filters });
  if (action.tag === "reset") throw new Error(`the database must be reset: ${action.reason}`);
  await engine.applyMigrations({ migrationsList: migrations(), filters });
  await warnOfDataLoss();
  const { exitCode, stdout } = await difference();
  if (exitCode !== 2) return console.log("Nothing to do: the migrations amount to the schema.");
  const id = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  fs.mkdirSync(path.join(migrationsFolder, id));
  fs.writeFileSync(path.join(migrationsFolder, id, "migration.sql"), stdout);
  await engine.applyMigrations({ migrationsList: migrations(), filters });
  console.log(`Created and applied ${id}.`);
}

async function drift() {
  const { exitCode, stdout } = await difference();
  console.log(exitCode === 2 ? stdout : "The migrations amount to the schema.");
  process.exitCode = exitCode === 2 ? 1 : 0;
}

async function status() {
  const options = { migrationsList: migrations(), optInToShadowDatabase: true, filters };
  console.log(await engine.diagnoseMigrationHistory(options));
}

async function warnOfDataLoss() {
  const loss = await engine.evaluateDataLoss({ migrationsList: migrations(), schema, filters });
  for (const step of [...loss.warnings, ...loss.unexecutableSteps]) {
    console.warn(`warning: ${step.message}`);
  }
}

function difference() {
  return engine.diff({
    from: { tag: "migrations", ...migrations() },
    to: { tag: "schemaDatamodel", ...schema },
    script: true,
    exitCode: true,
    filters,
  });
}

function migrations() {
  const names = fs.readdirSync(migrationsFolder, { withFileTypes: true });
  const folders = names.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: fs.readFileSync(lockFile, "utf8") },
    migrationDirectories: folders.sort().map((folder) => ({
      path: folder,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readMigration(folder) },
      },
    })),
  };
}

function readMigration(folder) {
  return fs.readFileSync(path.join(migrationsFolder, folder, "migration.sql"), "utf8");
}

function ensureLockFile() {
  fs.mkdirSync(migrationsFolder, { recursive: true });
  if (!fs.existsSync(lockFile)) fs.writeFileSync(lockFile, 'provider = "postgresql"\n');
}

async function loadEngine(url) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => console.error(`schema engine panic: ${message}`),
  };
  const file = createRequire(import.meta.url).resolve(
    "@prisma/schema-engine-wasm/schema_engine_bg",
  );
  const bindings = await import(file);
  const { instance } = await WebAssembly.instantiate(
    fs.readFileSync(file.replace(/\.js$/, ".wasm")),
    { "./schema_engine_bg.js": bindings },
  );
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = schema.files.map((each) => [each.path, each.content]);
  return bindings.SchemaEngine.new({ datamodels }, () => {}, schemaEngineAdapter(url));
}
