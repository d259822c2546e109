// jobs, fg, bg, wait, kill, disown.
import { signalName, signalNames, signalNumber } from "../../signals";
import { announceStopped, findJob, jobLine, refreshJobs } from "../jobs";
import type { Job } from "../shell-memory";
import { ShellFailure, type ShellState } from "../shell-state";
import type { Builtin, BuiltinOutcome } from "./define-builtin";

export const jobBuiltins: Readonly<Record<string, Builtin>> = {
  jobs({ state, args }) {
    refreshJobs(state);
    for (const job of state.jobs) {
      state.io.stdout(
        args.includes("-p") ? `${job.pid}\n` : `${jobLine(state, job, args.includes("-l"))}\n`,
      );
    }
    state.jobs = state.jobs.filter((job) => job.state !== "done");
    return 0;
  },

  fg({ state, args, memory }) {
    const { system } = state.io;
    if (typeof memory !== "number") {
      refreshJobs(state);
      const job = findJob(state, args[0]);
      if (job === undefined) throw new ShellFailure(`fg: ${args[0] ?? "current"}: no such job`);
      state.io.stdout(`${job.text}\n`);
      system.terminal?.setForeground(job.group);
      system.signal(-job.group, "CONT");
      setState(state, job, "running");
      return { wait: { child: job.processes[job.processes.length - 1] ?? 0 }, memory: job.number };
    }
    refreshJobs(state);
    const job = state.jobs.find((other) => other.number === memory);
    if (job?.state === "running")
      return { wait: { child: job.processes[job.processes.length - 1] ?? 0 }, memory };
    system.terminal?.setForeground(system.group);
    state.jobs = state.jobs.filter((other) => other.number !== memory);
    if (job?.state === "stopped") {
      announceStopped(state, job);
      return 148;
    }
    return job?.status ?? 0;
  },

  bg({ state, args }) {
    refreshJobs(state);
    const job = findJob(state, args[0]);
    if (job === undefined) throw new ShellFailure(`bg: ${args[0] ?? "current"}: no such job`);
    state.io.system.signal(-job.group, "CONT");
    setState(state, job, "running");
    state.io.stdout(`[${job.number}]+ ${job.text} &\n`);
    return 0;
  },

  disown({ state, args }) {
    const job = findJob(
      state,
      args.find((arg) => !arg.startsWith("-")),
    );
    state.jobs = state.jobs.filter((other) => other !== job);
    return 0;
  },

  wait: waitFor,

  kill({ state, args }) {
    const [first = "", second] = args;
    if (first === "-l" || first === "-L") {
      if (second === undefined)
        state.io.stdout(
          `${signalNames.map((name) => `${String(signalNumber(name)).padStart(2)}) SIG${name}`).join("\n")}\n`,
        );
      else
        state.io.stdout(
          `${/^\d+$/.test(second) ? (signalName(second) ?? second) : signalNumber(signalName(second) ?? "")}\n`,
        );
      return 0;
    }
    let signal: string | undefined = "TERM";
    let targets = args;
    if (first === "-s" || first === "-n") {
      signal = signalName(second ?? "");
      targets = args.slice(2);
    } else if (/^-[A-Za-z0-9]+$/.test(first)) {
      signal = first === "-0" ? "0" : signalName(first.slice(1));
      if (signal === undefined)
        throw new ShellFailure(`kill: ${first.slice(1)}: invalid signal specification`);
      targets = args.slice(1);
    }
    if (targets[0] === "--") targets = targets.slice(1);
    if (signal === undefined)
      throw new ShellFailure(`kill: ${second ?? ""}: invalid signal specification`);
    if (targets.length === 0) {
      state.io.stderr(
        "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n",
      );
      return 2;
    }
    let status = 0;
    for (const target of targets) if (!sendTo(state, target, signal)) status = 1;
    return status;
  },
};

function sendTo(state: ShellState, target: string, signal: string): boolean {
  const { system } = state.io;
  if (target.startsWith("%")) {
    const job = findJob(state, target);
    if (job === undefined) {
      state.complain(`kill: ${target}: no such job`);
      return false;
    }
    if (signal !== "0") system.signal(-job.group, signal);
    return true;
  }
  if (!/^-?\d+$/.test(target)) {
    state.complain(`kill: ${target}: arguments must be process or job IDs`);
    return false;
  }
  const number = Number(target);
  const id = system.byPid(Math.abs(number));
  const sent = id !== undefined && (signal === "0" || system.signal(number < 0 ? -id : id, signal));
  if (!sent) state.complain(`kill: (${target}) - No such process`);
  return sent;
}

function setState(state: ShellState, job: Job, next: Job["state"]): void {
  state.jobs = state.jobs.map((other) =>
    other.number === job.number ? { ...other, state: next } : other,
  );
}

function waitFor({ state, args }: Parameters<Builtin>[0]): BuiltinOutcome {
  refreshJobs(state);
  const words = args.filter((arg) => !arg.startsWith("-"));
  if (args.includes("-n")) {
    const done = state.jobs.find((job) => job.state === "done");
    if (done !== undefined) {
      state.jobs = state.jobs.filter((job) => job !== done);
      return done.status;
    }
    return state.jobs.length === 0 ? 127 : { wait: { child: 0 }, memory: null };
  }
  if (words.length === 0) {
    if (state.jobs.some((job) => job.state === "running"))
      return { wait: { child: 0 }, memory: null };
    state.jobs = state.jobs.filter((job) => job.state !== "done");
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const job = word.startsWith("%")
      ? findJob(state, word)
      : state.jobs.find((other) => String(other.pid) === word);
    if (job === undefined) {
      state.complain(
        word.startsWith("%")
          ? `wait: ${word}: no such job`
          : `wait: pid ${word} is not a child of this shell`,
      );
      status = 127;
      continue;
    }
    if (job.state === "running") return { wait: { child: 0 }, memory: null };
    status = job.status;
  }
  return status;
}
