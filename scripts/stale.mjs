// Decides whether something made earlier (the Prisma client, the build) still fits its sources: a stamp
// in .data/stamps holds the hash of the sources it was made from. Times are not asked, since a fresh
// checkout has none that mean anything.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot, root } from "./root.mjs";

const stampFile = (name) => inRoot(".data", "stamps", name);

/** Runs `make` unless `output` exists and was made from the very same `sources`. */
export async function whenStale({ name, sources, output, make }) {
  const hash = hashOf(sources);
  if (fs.existsSync(inRoot(output)) && readStamp(name) === hash) return false;
  // Without a stamp an interrupted run is stale again.
  fs.rmSync(stampFile(name), { force: true });
  await make();
  fs.mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  fs.writeFileSync(stampFile(name), hash);
  return true;
}

/** One hash over the names and contents of files and folders; what does not exist counts as absent. */
export function hashOf(sources) {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const file of filesUnder(inRoot(source))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update("\0");
    }
  return hash.digest("hex");
}

function readStamp(name) {
  return fs.existsSync(stampFile(name)) ? fs.readFileSync(stampFile(name), "utf8") : undefined;
}

function filesUnder(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return isTest(file) ? [] : [file];
  const names = fs
    .readdirSync(file)
    .filter((name) => !name.startsWith("."))
    .sort();
  return names.flatMap((name) => filesUnder(path.join(file, name)));
}

/** A changed test changes nothing that is built. */
const isTest = (file) => /\.(test|spec)\.tsx?$/.test(file);
