// ping: one echo a second, until it has sent as many as asked or is stopped.
import type { Program } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { flagNames, lastOf, readFlags } from "./flags";
import type { NetworkIo } from "./outcome";

interface Memory {
  readonly address: string;
  readonly host: string;
  readonly sent: number;
  readonly received: number;
  readonly next: number;
  /** Waiting for the answer to the last one. */
  readonly until?: number;
}

const rules = {
  values: flagNames("c=count W=wait w=deadline i=interval s=size"),
  switches: flagNames("4 6 q"),
};
const echoMs = 1000;

export const ping: Program<NetworkWorld> = {
  name: "ping",
  summary: "ask whether a host answers",
  handles: ["INT"],
  run(io, resume) {
    const read = readFlags(io.args, rules);
    const [host] = read.words;
    if (host === undefined) {
      io.stderr("ping: usage error: Destination address required\n");
      return 1;
    }
    const memory = (resume as Memory | undefined) ?? begin(io, host);
    if (memory === undefined) return 1;
    const count = Number(lastOf(read, "count") ?? Number.POSITIVE_INFINITY);
    if (io.signals().length > 0) return report(io, memory);
    return step(io, memory, count, Number(lastOf(read, "wait") ?? 10) * 1000);
  },
};

function begin(io: NetworkIo, host: string): Memory | undefined {
  const name = io.world.network.lookup(host);
  if (name.kind !== "found") {
    io.stderr(`ping: bad address '${host}'\n`);
    return undefined;
  }
  const [address = host] = name.addresses;
  io.stdout(`PING ${host} (${address}): 56 data bytes\n`);
  return { address, host, sent: 0, received: 0, next: io.process.now };
}

function step(io: NetworkIo, memory: Memory, count: number, waitMs: number) {
  const { now } = io.process;
  if (memory.until !== undefined && now >= memory.until) return report(io, memory);
  if (memory.until !== undefined) return { waitFor: { until: memory.until }, resume: memory };
  if (now < memory.next) return { waitFor: { until: memory.next }, resume: memory };
  // An echo meets no port; who refuses a connection is there.
  const reach = io.world.network.connect(memory.address, 0);
  const answers = reach.kind === "connected" || reach.kind === "refused";
  if (answers)
    io.stdout(`64 bytes from ${memory.address}: seq=${memory.sent} ttl=63 time=0.112 ms\n`);
  const after: Memory = {
    ...memory,
    sent: memory.sent + 1,
    received: memory.received + (answers ? 1 : 0),
    next: memory.next + echoMs,
  };
  if (after.sent < count) return { waitFor: { until: after.next }, resume: after };
  if (answers) return report(io, after);
  const until = now + waitMs;
  return { waitFor: { until }, resume: { ...after, until } };
}

function report(io: NetworkIo, { host, sent, received }: Memory): number {
  const loss = sent === 0 ? 0 : Math.round(((sent - received) / sent) * 100);
  io.stdout(
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} packets received, ${loss}% packet loss\n`,
  );
  if (received > 0) io.stdout("round-trip min/avg/max = 0.112/0.112/0.112 ms\n");
  return received > 0 ? 0 : 1;
}
