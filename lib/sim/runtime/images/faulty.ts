// Images that fail in a known way, for lessons about failing pods: `naru/crash`, `naru/never-ready`,
// `naru/slow-start`, `naru/out-of-memory`; and `stress`, which takes as much memory as it is told to.
import { defineImage, type ServerProgram } from "../define-image";
import { defineServer } from "../define-server";
import { busyboxTools } from "../tool-sets";

const numberIn = (
  environment: Readonly<Record<string, string>>,
  name: string,
  fallback: number,
): number => {
  const value = Number(environment[name] ?? "");
  return Number.isFinite(value) && environment[name] !== undefined ? value : fallback;
};

/** Ends with `EXIT_CODE` (1) after `AFTER_SECONDS` (5). */
const crashProgram: ServerProgram = {
  name: "crash",
  summary: "fails after a while",
  run(io, resume) {
    const { environment, now } = io.process;
    const until =
      typeof resume === "number" ? resume : now + numberIn(environment, "AFTER_SECONDS", 5) * 1000;
    if (resume === undefined) io.stdout("starting\n");
    if (now < until) return { waitFor: { until }, resume: until };
    io.stderr("fatal: cannot reach the database\n");
    return numberIn(environment, "EXIT_CODE", 1);
  },
};

export const crash = defineImage({
  repository: "docker.io/naru/crash",
  tags: /^(latest|v\d+)$/,
  sizeBytes: 5_000_000,
  command: ["crash"],
  tools: busyboxTools,
  programs: [crashProgram],
});

const answering = (isReady: boolean) =>
  defineServer({
    name: isReady ? "slow-start" : "never-ready",
    summary: isReady ? "takes its time to start" : "never gets ready",
    ports: [8080],
    started: () => "starting\n",
    ...(isReady
      ? { startupMs: (io) => numberIn(io.process.environment, "START_SECONDS", 30) * 1000 }
      : {}),
    ready: () => "listening on 8080\n",
    serve: (request) => {
      if (request.kind !== "http") return { kind: "reset" };
      const isRefused = !isReady && request.path.startsWith("/ready");
      const body = isRefused ? "not ready\n" : "ok\n";
      return {
        kind: "http",
        status: isRefused ? 503 : 200,
        headers: { "Content-Type": "text/plain" },
        body,
      };
    },
  });

export const neverReady = defineImage({
  repository: "docker.io/naru/never-ready",
  tags: /^(latest|v\d+)$/,
  sizeBytes: 5_000_000,
  command: ["never-ready"],
  ports: [8080],
  tools: busyboxTools,
  programs: [answering(false)],
});

export const slowStart = defineImage({
  repository: "docker.io/naru/slow-start",
  tags: /^(latest|v\d+)$/,
  sizeBytes: 5_000_000,
  command: ["slow-start"],
  ports: [8080],
  tools: busyboxTools,
  programs: [answering(true)],
});

const limitFile = "/sys/fs/cgroup/memory.max";
const growMs = 2000;

/** Grows for two seconds; then the kernel ends it if it has more than its limit. */
function hungry(
  name: string,
  wanted: (io: {
    args: readonly string[];
    environment: Readonly<Record<string, string>>;
  }) => number,
): ServerProgram {
  return {
    name,
    summary: "takes memory",
    handles: ["TERM", "INT"],
    run(io, resume) {
      if (io.signals().length > 0) return 0;
      const bytes = wanted({ args: io.args, environment: io.process.environment });
      if (resume === undefined) {
        io.stdout(`${name}: info: [1] dispatching hogs: 0 cpu, 0 io, 1 vm, 0 hdd\n`);
        return { waitFor: { until: io.process.now + growMs }, resume: "grown" };
      }
      const limit = io.files.exists(limitFile)
        ? Number(io.files.read(limitFile))
        : Number.POSITIVE_INFINITY;
      return bytes > limit ? 137 : { waitFor: {}, resume: "grown" };
    },
  };
}

const units: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function bytesOf(text: string | undefined): number {
  const match = /^(\d+)([KMG]?)/.exec(text ?? "");
  return match === null ? 0 : Number(match[1]) * (units[match[2] ?? ""] ?? 1);
}

const mebibyte = 1024 ** 2;

/** What its arguments ask for: each worker keeps a core busy, those of `--vm` have memory of their own. */
function stressOf(args: readonly string[]): { workers: number; memoryBytes: number } {
  const valueAfter = (...names: readonly string[]): string | undefined =>
    args[args.findIndex((word) => names.includes(word)) + 1 || args.length];
  const count = (...names: readonly string[]): number => Number(valueAfter(...names) ?? 0) || 0;
  const memoryWorkers = count("-m", "--vm");
  const each = valueAfter("--vm-bytes");
  return {
    workers: count("-c", "--cpu") + memoryWorkers,
    memoryBytes: Math.max(memoryWorkers, each === undefined ? 0 : 1) * bytesOf(each ?? "256M"),
  };
}

export const stress = defineImage({
  repository: "docker.io/polinux/stress",
  tags: /^(latest|1\.0\.4)$/,
  sizeBytes: 4_000_000,
  command: ["sh"],
  tools: busyboxTools,
  programs: [
    {
      ...hungry("stress", ({ args }) => stressOf(args).memoryBytes),
      usage: (args) => {
        const { workers, memoryBytes } = stressOf(args);
        return { cpuMillis: workers * 1000, memoryBytes: memoryBytes + mebibyte };
      },
    },
  ],
});

export const outOfMemory = defineImage({
  repository: "docker.io/naru/out-of-memory",
  tags: /^(latest|v\d+)$/,
  sizeBytes: 5_000_000,
  command: ["out-of-memory"],
  tools: busyboxTools,
  programs: [
    hungry(
      "out-of-memory",
      ({ environment }) => numberIn(environment, "MEGABYTES", 512) * 1024 ** 2,
    ),
  ],
});
