// All processes of a host as its root sees them: its own, those in its containers, and systemd itself.

import { containerPidBase } from "../../machine/process-io";
import type { ProgramIo } from "../../machine/program";
import type { HostWorld } from "../host-world";

export interface HostProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly user: string;
  readonly command: string;
  readonly program: string;
  readonly state: string;
  readonly startedMs: number;
  readonly terminal?: string;
}

export function hostProcesses(io: ProgramIo<HostWorld>): HostProcess[] {
  const own = io.system.list().map((each) => ({
    pid: each.pid,
    parentPid: each.parentPid,
    user: each.user,
    program: each.program,
    command: commandLine(each.program, each.args),
    state: each.state === "stopped" ? "T" : each.pid === io.process.pid ? "R+" : "S",
    startedMs: each.startedMs,
    ...(each.terminal === undefined ? {} : { terminal: each.terminal }),
  }));
  const { machine } = io.process;
  if (machine.includes("/")) return own;
  const { runtime } = io.world.host;
  const inside = runtime.allOn(machine).flatMap((container) =>
    runtime.machines.processes(container.machine).map((each) => ({
      pid: containerPidBase + each.id,
      parentPid: 1,
      user: each.user,
      program: each.program,
      command: commandLine(each.program, each.args),
      state: "Ssl",
      startedMs: each.startedMs,
    })),
  );
  const first: HostProcess = {
    pid: 1,
    parentPid: 0,
    user: "root",
    program: "systemd",
    command: "/sbin/init",
    state: "Ss",
    startedMs: runtime.machines.describe(machine)?.bootedMs ?? 0,
  };
  return [first, ...own, ...inside].sort((a, b) => a.pid - b.pid);
}

const daemonPaths: Readonly<Record<string, string>> = {
  kubelet: "/usr/bin/kubelet",
  containerd: "/usr/bin/containerd",
  sshd: "/usr/sbin/sshd",
  cron: "/usr/sbin/cron",
  bash: "-bash",
};

function commandLine(program: string, args: readonly string[]): string {
  return [daemonPaths[program] ?? program, ...args].join(" ");
}
