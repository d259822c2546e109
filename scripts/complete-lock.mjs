// Adds to package-lock.json the optional native packages that the registry we install from does not
// carry, so that `npm ci` passes here and other platforms still get their parts. Run it after every
// `npm install` that changes the lock; `--check` only says whether it has anything to do.
import fs from "node:fs";

const lockFile = "package-lock.json";

// The words of a package name that name an operating system, a processor, a C library.
const operatingSystems = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};
const processors = {
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  x64: "x64",
};
const libraries = {
  gnu: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
};

/** What a native package's name says about where it runs: `binding-linux-ppc64-gnu` and the like. */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const find = (table) => words.map((word) => table[word]).find(Boolean);
  const os = find(operatingSystems);
  return { os, cpu: find(processors), libc: os === "linux" ? find(libraries) : undefined };
}

/** The lock with every optional native package in it; the packages it already knew are untouched. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      // A range cannot be completed without the registry, and only exact pins are ever native parts.
      if (!/^\d/.test(version)) continue;
      if (lock.packages[`${parent}/node_modules/${name}`]) continue;
      const key = `node_modules/${name}`;
      const known = packages[key];
      if (known && !isOurs(known)) continue;
      packages[key] = entryFor(name, version);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** Entries from the registry carry a checksum; entries we wrote do not, and may be written anew. */
const isOurs = (entry) => entry.optional === true && entry.integrity === undefined;

function entryFor(name, version) {
  const { os, cpu, libc } = platformOf(name);
  // Without both, npm would try to install a foreign part everywhere.
  if (!cpu || (!os && cpu !== "wasm32")) throw new Error(`cannot tell the platform of ${name}`);
  return {
    version,
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    license: "MIT",
    optional: true,
    ...(os && { os: [os] }),
  };
}

if (process.argv[1] === import.meta.filename) {
  const before = fs.readFileSync(lockFile, "utf8");
  const after = `${JSON.stringify(completeLock(JSON.parse(before)), null, 2)}\n`;
  const hosts = after.match(/"resolved": "https?:/g)?.length ?? 0;
  if (hosts > 0) {
    console.error(
      `${lockFile} names a registry ${hosts} times: set omit-lockfile-registry-resolved.`,
    );
    process.exit(1);
  }
  if (process.argv.includes("--check")) {
    if (before !== after) {
      console.error(`${lockFile} is not complete: run node scripts/complete-lock.mjs`);
      process.exit(1);
    }
  } else if (before !== after) {
    fs.writeFileSync(lockFile, after);
    console.log(`${lockFile} completed.`);
  }
}
