// Runs one of our TypeScript programs under Node: bundles it with esbuild (which knows the `@/` alias and
// mixes module formats as the app's own bundler does) into `.data/programs/` and imports the result.
// usage: node scripts/run-typescript.mjs FILE [ARGUMENT…]
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) throw new Error("usage: node scripts/run-typescript.mjs FILE [ARGUMENT…]");

/** Loaded as they are: they find files of their own beside themselves, or are native. */
const external = [
  "esbuild",
  "pg",
  "@prisma/*",
  "next",
  "next/*",
  "mdx-bundler",
  "shiki",
  "@ngrok/webernetes",
];

export async function bundle(file) {
  const outfile = path.resolve(".data/programs", `${file.replace(/[/\\.]/g, "-")}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    external,
    banner: {
      js: 'import { createRequire as naruRequire } from "node:module"; const require = naruRequire(import.meta.url);',
    },
  });
  return outfile;
}

process.setSourceMapsEnabled(true);
const file = await bundle(entry);
// The source, not the bundle: a module that asks whether it is the program itself must hear no.
process.argv = [process.argv[0] ?? "node", path.resolve(entry), ...rest];
await import(pathToFileURL(file).href);
