// Images that fail in a known way, for lessons about failing pods: `naru/crash`, `naru/never-ready`,
// `naru/slow-start`, `naru/out-of-memory`.
import { defineImage, type ServerProgram } from "../define-image";
import { defineServer } from "../define-server";
import { busyboxTools } from "../tool-sets";

const secondsIn = (environment: Readonly<Record<string, string>>, name: string, fallback: number): number => {
  const value = Number(environment[name] ?? "");
  return Number.isFinite(value) && environment[name] !== undefined ? value : fallback;
};

/** Ends with `EXIT_CODE` (1) after `AFTER_SECONDS` (5). */
const crashProgram: ServerProgram = {
  name: "crash",
  summary: "fails after a while",
  run(io, resume) {
    const { environment, now } = io.process;
    const until = typeof resume === "number" ? resume : now + secondsIn(environment, "AFTER_SECONDS", 5) * 1000;
    if (resume === undefined) io.stdout("starting\n");
    if (now < until) return { waitFor: { until }, resume: until };
    io.stderr("fatal: cannot reach the database\n");
    return secondsIn(environment, "EXIT_CODE", 1);
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
    ...(isReady ? { startupMs: (io) => secondsIn(io.process.environment, "START_SECONDS", 30) * 1000 } : {}),
    ready: () => "listening on 8080\n",
    serve: (request) => {
      if (request.kind !== "http") return { kind: "reset" };
      const isRefused = !isReady && request.path.startsWith("/ready");
      const body = isRefused ? "not ready\n" : "ok\n";
      return { kind: "http", status: isRefused ? 503 : 200, headers: { "Content-Type": "text/plain" }, body };
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
