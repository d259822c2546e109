// What start, test and check need before anything else: dependencies and generated code.
// Imports only Node's own modules until the dependencies are there.
import fs from "node:fs";
import { inRoot } from "./root.mjs";
import { runOrStop, runToolOrStop } from "./run.mjs";
import { whenStale } from "./stale.mjs";

export async function setup() {
  requireNode();
  await installDependencies();
  await generatePrismaClient();
  await generateKubernetes();
  await generateLabs();
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Naru needs Node 20.19 or later; this is ${process.versions.node}.`);
}

async function installDependencies() {
  if (areDependenciesCurrent()) return;
  console.error("Installing dependencies (half a minute the first time) …");
  await runOrStop("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/**
 * npm writes down what it installed in node_modules/.package-lock.json. Comparing that with our lock
 * needs no stamp of our own, so a tree installed by hand is never installed again.
 */
function areDependenciesCurrent() {
  const installedFile = inRoot("node_modules", ".package-lock.json");
  if (!fs.existsSync(installedFile)) return false;
  const installed = JSON.parse(fs.readFileSync(installedFile, "utf8")).packages;
  const wanted = JSON.parse(fs.readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([name, entry]) => {
    // The root itself is no package; optional parts of other platforms are rightly absent.
    if (name === "" || (entry.optional && !installed[name])) return true;
    return installed[name]?.version === entry.version;
  });
}

async function generatePrismaClient() {
  await whenStale({
    name: "prisma-client",
    sources: ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"],
    output: "generated/prisma/client.ts",
    make: () =>
      runToolOrStop("prisma/build/index.js", ["generate"], {
        quiet: true,
        // `generate` never runs the schema engine but refuses to start before it has downloaded one;
        // any existing file satisfies it. For this step only: `prisma migrate` would run that file.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
      }),
  });
}

/** The list of labs that bundlers need, from the lab folders; it takes milliseconds, so always. */
async function generateLabs() {
  await runOrStop(process.execPath, [inRoot("scripts/generate-labs.mjs")], { quiet: true });
}

async function generateKubernetes() {
  const generator = "scripts/generate-kubernetes.mjs";
  if (!fs.existsSync(inRoot(generator))) return;
  await whenStale({
    name: "kubernetes",
    sources: [
      generator,
      "scripts/kubernetes",
      "node_modules/@kubernetes/client-node/package.json",
      "node_modules/kubernetes-models/package.json",
    ],
    output: "generated/kubernetes",
    make: () => runOrStop(process.execPath, [inRoot(generator)], { quiet: true }),
  });
}
