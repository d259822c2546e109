// `npm run bench`: our figures beside those of `@ngrok/webernetes`, measured now and here. See lib/bench.
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot, root } from "./root.mjs";
import { setup } from "./setup.mjs";

process.chdir(root);
await setup();
const folder = inRoot(".data", "programs");
mkdirSync(folder, { recursive: true });
const entries = ["lib/bench/run.ts", "lib/bench/ours.ts", "scripts/bench-peer.ts"];
const programs = ["bench-run", "bench-ours", "bench-peer"];
// The peer's files import each other without extensions, which Node does not read: it has to be bundled too.
await build({
  entryPoints: entries.map((entry, i) => ({ in: entry, out: programs[i] })),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: "inline",
  logLevel: "error",
  external: ["just-bash", "esbuild", "fsevents"],
  banner: {
    js: 'import { createRequire as naruRequire } from "node:module"; const require = naruRequire(import.meta.url);',
  },
});
const [run, ours, peer] = programs.map((name) => inRoot(".data", "programs", `${name}.mjs`));
process.argv = [process.argv[0], run, ours, peer];
await import(pathToFileURL(run).href);
