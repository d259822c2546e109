// Who may import whom. The folders of the simulator stand in the order of docs/internals.md: each may
// import only those above it.
const layers = [
  "kernel",
  "meta",
  "etcd",
  "kinds",
  "apiserver",
  "client",
  "network",
  "machine",
  "runtime",
  "controllers",
  "scheduler",
  "kubelet",
  "kube-proxy",
  "dns",
  "programs",
  "presets",
];

const tests = "\\.(test|spec)\\.tsx?$|/(fixtures|testing)/|/test-[^/]+\\.tsx?$";

const layerRules = layers.map((layer, index) => ({
  name: `sim-${layer}-imports-only-what-stands-above-it`,
  severity: "error",
  from: { path: `^lib/sim/${layer}/`, pathNot: tests },
  to: {
    path: `^lib/sim/(${[...layers.slice(index + 1), "cluster\\.ts", "index\\.ts"].join("|")})`,
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "no-cycles",
      comment: "Types included: two files that need each other are one file, or need a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "sim-only-through-its-face",
      comment: "Nothing outside lib/sim imports past lib/sim/index.ts.",
      severity: "error",
      from: { pathNot: `^lib/sim/|^generated/|^scripts/|${tests}` },
      to: { path: "^lib/sim/", pathNot: "^lib/sim/index\\.ts$" },
    },
    {
      name: "sim-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^lib/sim/", pathNot: tests },
      to: { path: "^(app|lib|scripts|prisma|e2e|content)/", pathNot: "^lib/sim/" },
    },
    {
      name: "sim-knows-no-node",
      comment: "No files, no network, no clock of the host: a cluster is a value.",
      severity: "error",
      from: { path: "^lib/sim/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "controllers-meet-at-the-api-server",
      severity: "error",
      from: { path: "^lib/sim/controllers/([^/]+)/", pathNot: tests },
      to: { path: "^lib/sim/controllers/[^/]+/", pathNot: "^lib/sim/controllers/$1/" },
    },
    {
      name: "screens-never-touch-the-database",
      comment: "A use-case in lib/ does, one per file.",
      severity: "error",
      from: { path: "^(app|content)/" },
      to: { path: "^(lib/db/|generated/prisma/|node_modules/(pg|@prisma)/)" },
    },
    {
      name: "lib-knows-no-screens",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^app/" },
    },
    {
      name: "tests-are-imported-by-tests-only",
      severity: "error",
      from: { pathNot: tests },
      to: { path: tests, pathNot: "^node_modules" },
    },
    {
      name: "no-development-package-in-production",
      severity: "error",
      from: { path: "^(app|lib|content)/", pathNot: `${tests}|^lib/bench/` },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\.css$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|^generated/" },
    exclude: { path: "^(\\.next|\\.data|test-results|content/.*\\.mdx)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      // As the bundler does: monaco-editor has a "module" and no "main".
      mainFields: ["module", "main"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
