// ss and netstat: who listens on which port of this host.
import { containerPidBase } from "../../machine/process-io";
import type { Program, ProgramIo } from "../../machine/program";
import { type Listener, listenersIn } from "../../network/listeners";
import { namespaceOf } from "../../network/namespaces";
import type { HostWorld } from "../host-world";

type Io = ProgramIo<HostWorld>;

interface Shown extends Listener {
  readonly pid: number;
}

export const ss: Program<HostWorld> = {
  name: "ss",
  summary: "show sockets",
  run(io) {
    const letters = lettersOf(io);
    if (letters === undefined) return complain(io);
    const { showsProcess, shown } = select(io, letters);
    io.stdout(
      "Netid  State   Recv-Q  Send-Q  Local Address:Port  Peer Address:Port  Process\n".replace(
        letters.includes("u") && letters.includes("t") ? "" : "Netid  ",
        "",
      ),
    );
    const both = letters.includes("u") && letters.includes("t");
    for (const each of shown) {
      const kind = both ? `${each.protocol.toLowerCase().padEnd(6)} ` : "";
      const state = each.protocol === "TCP" ? "LISTEN" : "UNCONN";
      const who = showsProcess ? `users:(("${each.program}",pid=${each.pid},fd=3))` : "";
      io.stdout(
        `${kind}${state.padEnd(7)} 0       4096    ${addressOf(each).padEnd(19)} 0.0.0.0:*          ${who}\n`,
      );
    }
    return 0;
  },
};

export const netstat: Program<HostWorld> = {
  name: "netstat",
  summary: "show sockets, the older way",
  run(io) {
    const letters = lettersOf(io);
    if (letters === undefined) return complain(io);
    const { showsProcess, shown } = select(io, letters);
    io.stdout(
      `Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${showsProcess ? "PID/Program name" : ""}\n`,
    );
    for (const each of shown) {
      const state = each.protocol === "TCP" ? "LISTEN" : "";
      const who = showsProcess ? `${each.pid}/${each.program}` : "";
      io.stdout(
        `${each.protocol.toLowerCase().padEnd(5)}      0      0 ${addressOf(each).padEnd(23)} ${"0.0.0.0:*".padEnd(23)} ${state.padEnd(11)} ${who}\n`,
      );
    }
    return 0;
  },
};

function lettersOf(io: Io): string | undefined {
  const words = io.args.filter((word) => word.startsWith("-"));
  const letters = words.map((word) => word.replace(/^-+/, "")).join("");
  return /^[lntupae46H]*$/.test(letters) ? letters : undefined;
}

function complain(io: Io): number {
  io.stderr(`${io.process.program}: only -l, -n, -t, -u, -p and -a are simulated here\n`);
  return 1;
}

function select(io: Io, letters: string): { showsProcess: boolean; shown: Shown[] } {
  const { state, runtime } = io.world.host;
  const namespace = namespaceOf(state, io.process.machine);
  const all = namespace === undefined ? [] : listenersIn(state, namespace.id);
  const takesAll = !letters.includes("t") && !letters.includes("u");
  const filter = io.args.find((word) => /^:?\d+$/.test(word))?.replace(":", "");
  const shown = all
    .filter(({ process }) => runtime.machines.isAlive(process))
    .filter(({ protocol }) => takesAll || letters.includes(protocol === "TCP" ? "t" : "u"))
    .filter(({ port }) => filter === undefined || String(port) === filter)
    .map((each) => ({ ...each, pid: pidOf(io, each) }));
  return { showsProcess: letters.includes("p"), shown: [...daemonPorts(io, letters), ...shown] };
}

function pidOf(io: Io, { machine, process }: Listener): number {
  if (machine !== io.process.machine) return containerPidBase + process;
  return io.system.pidOf(process);
}

/** The ports of daemons that listen by being there. */
function daemonPorts(io: Io, letters: string): Shown[] {
  const { units } = io.world.host;
  const { machine } = io.process;
  if (letters.includes("u") && !letters.includes("t")) return [];
  const ports = [
    ["ssh", 22, "0.0.0.0", "sshd"],
    ["kubelet", 10248, "127.0.0.1", "kubelet"],
    ["kubelet", 10250, "0.0.0.0", "kubelet"],
  ] as const;
  return ports.flatMap(([unit, port, address, program]) => {
    const row = units.row(machine, `${unit}.service`);
    if (row?.active !== "active" || row.process === undefined) return [];
    const { process, pid = 0 } = row;
    return [{ protocol: "TCP", port, address, machine, process, program, pid } as const];
  });
}

const addressOf = ({ address, port }: Listener): string =>
  `${address === "0.0.0.0" ? "0.0.0.0" : address}:${port}`;
