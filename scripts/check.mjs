// `npm run check`: format and lint, types, layers, dead code. All are run even when one fails, and each
// that fails shows its output.
import { root } from "./root.mjs";
import { runTool } from "./run.mjs";
import { setup } from "./setup.mjs";

process.chdir(root);
await setup();

const checks = [
  {
    name: "format and lint",
    tool: "@biomejs/biome/bin/biome",
    args: ["check", "--error-on-warnings"],
  },
  { name: "types", tool: "typescript/bin/tsc", args: ["--noEmit"] },
  {
    name: "types of the simulator, without the host's names",
    tool: "typescript/bin/tsc",
    args: ["--noEmit", "-p", "lib/sim"],
  },
  {
    name: "layers",
    tool: "dependency-cruiser/bin/dependency-cruise.mjs",
    args: [
      "--config",
      ".dependency-cruiser.cjs",
      "app",
      "lib",
      "scripts",
      "prisma",
      "content",
      "e2e",
    ],
  },
  { name: "dead code", tool: "knip/bin/knip.js", args: ["--no-progress"] },
  { name: "lock file", tool: "../scripts/complete-lock.mjs", args: ["--check"] },
];

// Two at a time: the machine it is meant for has two cores.
const waiting = [...checks];
const failed = [];
await Promise.all([worker(), worker()]);
if (failed.length > 0) console.error(`\nFailed: ${failed.join(", ")}.`);
process.exit(failed.length === 0 ? 0 : 1);

async function worker() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const code = await runTool(check.tool, check.args, { quiet: true });
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${check.name}`);
    if (code !== 0) failed.push(check.name);
  }
}
