// Measuring in one place: processor time beside wall time, since the machine may be shared, and the best of
// several runs, since everything that disturbs a run makes it longer.

export interface Took {
  /** Wall time. */
  readonly ms: number;
  /** Time of the processor, all threads. */
  readonly cpuMs: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export async function took(work: () => unknown): Promise<Took> {
  const [wall, cpu] = [performance.now(), cpuMs()];
  await work();
  return { ms: performance.now() - wall, cpuMs: cpuMs() - cpu };
}

/** The shortest of `times` runs. */
export async function best(times: number, work: () => unknown): Promise<Took> {
  let found = await took(work);
  for (let i = 1; i < times; i++) {
    const again = await took(work);
    if (again.ms < found.ms) found = again;
  }
  return found;
}

/** The median of many short runs, in milliseconds. */
export async function median(times: number, work: () => unknown): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await took(work)).ms);
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

/** Bytes of live objects. */
export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error("run with --expose-gc");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** One figure for the table; `bench.mjs` reads these lines. */
export function report(name: string, value: number, note = ""): void {
  console.log(JSON.stringify({ name, value, note }));
}
