// A program that starts, listens, waits for a signal and leaves: what most images run.
import type { ProgramIo } from "../machine/program";
import type { ContainerWorld, ServerProgram } from "./define-image";

export type ServerIo = ProgramIo<ContainerWorld>;

export interface ServerOptions {
  readonly name: string;
  readonly summary: string;
  readonly ports?: readonly number[] | ((io: ServerIo) => readonly number[]);
  readonly udpPorts?: readonly number[];
  /** Answers `--version` and the like, or refuses to start. */
  refuse?(
    io: ServerIo,
  ): { readonly stdout?: string; readonly stderr?: string; readonly status: number } | undefined;
  /** Printed on the way up. */
  started?(io: ServerIo): string;
  /** Where it prints; standard output when left out. */
  readonly prints?: "stdout" | "stderr";
  /** Between start and listening. */
  readonly startupMs?: (io: ServerIo) => number;
  /** Printed once it listens. */
  ready?(io: ServerIo): string;
  stopped?(signal: string, io: ServerIo): string;
  /** 0 when left out. */
  readonly exitStatus?: (signal: string) => number;
  readonly serve?: ServerProgram["serve"];
  readonly usage?: ServerProgram["usage"];
}

type Phase = { readonly readyAt: number } | "up";

export function defineServer(options: ServerOptions): ServerProgram {
  const print = (io: ServerIo, text: string | undefined): void => {
    if (text) io[options.prints ?? "stdout"](text);
  };
  return {
    name: options.name,
    summary: options.summary,
    handles: ["TERM", "INT", "QUIT"],
    ...(options.serve === undefined ? {} : { serve: options.serve }),
    ...(options.usage === undefined ? {} : { usage: options.usage }),
    run(io, resume) {
      const [signal] = io.signals();
      if (signal !== undefined) {
        print(io, options.stopped?.(signal, io));
        return options.exitStatus?.(signal) ?? 0;
      }
      const phase = resume as Phase | undefined;
      if (phase === undefined) {
        const refusal = options.refuse?.(io);
        if (refusal !== undefined) {
          if (refusal.stdout) io.stdout(refusal.stdout);
          if (refusal.stderr) io.stderr(refusal.stderr);
          return refusal.status;
        }
        print(io, options.started?.(io));
        const startupMs = options.startupMs?.(io) ?? 0;
        if (startupMs > 0) return waitUntil(io.process.now + startupMs);
      } else if (phase === "up") return { waitFor: {}, resume: "up" };
      else if (phase.readyAt > io.process.now) return waitUntil(phase.readyAt);
      const taken = listen(io, options);
      if (taken !== undefined) {
        io.stderr(`${options.name}: listen tcp :${taken}: bind: address already in use\n`);
        return 1;
      }
      print(io, options.ready?.(io));
      return { waitFor: {}, resume: "up" };
    },
  };
}

const waitUntil = (until: number) => ({
  waitFor: { until },
  resume: { readyAt: until } satisfies Phase,
});

/** The first port that is taken, if any. */
function listen(io: ServerIo, options: ServerOptions): number | undefined {
  const ports = typeof options.ports === "function" ? options.ports(io) : (options.ports ?? []);
  const { network } = io.world;
  for (const port of ports) if (!network.listen(port)) return port;
  for (const port of options.udpPorts ?? []) {
    if (!network.listen(port, { protocol: "UDP" })) return port;
  }
  return undefined;
}
