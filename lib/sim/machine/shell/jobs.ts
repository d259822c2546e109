// Background and stopped commands of an interactive shell, in bash's words.
import type { Job } from "./shell-memory";
import type { ShellState } from "./shell-state";

export function announceStopped(
  state: ShellState,
  stopped: { readonly processes: readonly number[]; readonly group: number; readonly text: string },
): void {
  const number = state.jobs.reduce((most, job) => Math.max(most, job.number), 0) + 1;
  const pid = state.io.system.pidOf(stopped.processes[0] ?? 0);
  const job: Job = { ...stopped, number, pid, state: "stopped", status: 148 };
  state.jobs = [...state.jobs, job];
  state.io.stderr(`\n${jobLine(state, job)}\n`);
}

/** Looks which jobs have ended; nobody waits for them here. */
export function refreshJobs(state: ShellState): void {
  const { system } = state.io;
  state.jobs = state.jobs.map((job) => {
    if (job.state === "done") return job;
    let { status } = job;
    let alive = false;
    for (const process of job.processes) {
      const ended = system.status(process);
      if (ended === undefined) alive = true;
      else if (process === job.processes[job.processes.length - 1] && ended !== 127) status = ended;
    }
    if (!alive) return { ...job, state: "done", status };
    const isStopped = job.processes.some((process) => system.isStopped(process));
    return { ...job, state: isStopped ? "stopped" : "running" };
  });
}

/** Before a prompt: what has ended since the last one. */
export function notifyJobs(state: ShellState): void {
  refreshJobs(state);
  for (const job of state.jobs) {
    if (job.state === "done") state.io.stderr(`${jobLine(state, job)}\n`);
  }
  state.jobs = state.jobs.filter((job) => job.state !== "done");
}

export function jobLine(state: ShellState, job: Job, withPid = false): string {
  const others = state.jobs.filter((other) => other.state !== "done" || other === job);
  const current = others[others.length - 1];
  const previous = others[others.length - 2];
  const mark = job.number === current?.number ? "+" : job.number === previous?.number ? "-" : " ";
  const text = stateText(job).padEnd(withPid ? 23 : 24);
  const pid = withPid ? `${job.pid} ` : "";
  return `[${job.number}]${mark}  ${pid}${text}${job.text}${job.state === "running" ? " &" : ""}`;
}

function stateText(job: Job): string {
  if (job.state === "running") return "Running";
  if (job.state === "stopped") return "Stopped";
  const signals: Readonly<Record<number, string>> = {
    129: "Hangup",
    130: "Interrupt",
    137: "Killed",
    143: "Terminated",
    141: "Broken pipe",
  };
  return job.status === 0 ? "Done" : (signals[job.status] ?? `Exit ${job.status}`);
}

/** `%1`, `%%`, `%+`, `%-`, `%name`; nothing given means the current job. */
export function findJob(state: ShellState, text: string | undefined): Job | undefined {
  const { jobs } = state;
  if (text === undefined || text === "%%" || text === "%+" || text === "%")
    return jobs[jobs.length - 1];
  if (text === "%-") return jobs[jobs.length - 2] ?? jobs[jobs.length - 1];
  const wanted = text.replace(/^%/, "");
  if (/^\d+$/.test(wanted)) return jobs.find((job) => job.number === Number(wanted));
  return jobs.find((job) => job.text.startsWith(wanted));
}
