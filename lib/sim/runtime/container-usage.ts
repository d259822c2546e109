// What a container uses, from the programs that run in it and the requests they answer. Worked out when somebody
// asks; nothing is counted meanwhile.
//
// Differs: a process uses what its program says, not what it did.
import type { ProgramUsage } from "./define-image";
import { serverPrograms } from "./images";

export interface RunningProcess {
  readonly id: number;
  readonly program: string;
  readonly args: readonly string[];
  /** It would go on if the simulator let it: a loop that never rests. */
  readonly isHeldBack: boolean;
}

/** Requests each second: those a process answers, and those a loop sends. */
export interface RequestRates {
  readonly served: ReadonlyMap<number, number>;
  readonly sent: ReadonlyMap<number, number>;
}

export interface Usage {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

const mebibyte = 1024 ** 2;
/** A shell, `sleep` and their like. */
const small: ProgramUsage = { cpuMillis: 0, memoryBytes: mebibyte / 2 };
const server: ProgramUsage = { cpuMillis: 1, memoryBytes: 10 * mebibyte, cpuMsPerRequest: 0.5 };
const oneCore = 1000;
/** Of starting a client, sending one request and reading the answer. */
const clientMsPerRequest = 1;

export function programUsage(name: string, args: readonly string[]): ProgramUsage {
  const program = serverPrograms.get(name);
  if (program === undefined) return small;
  const { usage = server } = program;
  return typeof usage === "function" ? usage(args) : usage;
}

export function containerUsage(
  processes: readonly RunningProcess[],
  { served, sent }: RequestRates,
): Usage {
  let cpuMillis = 0;
  let memoryBytes = 0;
  for (const { id, program, args, isHeldBack } of processes) {
    const usage = programUsage(program, args);
    const sends = (sent.get(id) ?? 0) * clientMsPerRequest;
    const spins = isHeldBack && sends === 0 ? oneCore : Math.min(sends, oneCore);
    cpuMillis +=
      (usage.cpuMillis ?? 0) + (served.get(id) ?? 0) * (usage.cpuMsPerRequest ?? 0) + spins;
    memoryBytes += usage.memoryBytes ?? small.memoryBytes ?? 0;
  }
  return { cpuMillis, memoryBytes };
}
