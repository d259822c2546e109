// Programs that run another: watch, time, timeout, nohup, sudo.
import { formatTime } from "../../machine/calendar";
import type { ProgramIo, ProgramResult } from "../../machine/program";
import { signalName } from "../../machine/signals";
import { startCommand } from "./children";
import { durationMs } from "./durations";
import { defineTool } from "./options";

interface Watching {
  readonly child: number;
  readonly pipe: number;
  readonly text: string;
  readonly due: number;
}

const isWatching = (resume: unknown): resume is Watching =>
  typeof resume === "object" && resume !== null && "pipe" in resume;

export const watch = defineTool(
  {
    name: "watch",
    usage: "[OPTION]... COMMAND",
    summary: "execute a program periodically, showing its output",
    stopsAtWord: true,
    options: {
      "-n --interval": "value",
      "-d --differences": "flag",
      "-t --no-title": "flag",
      "-g --chgexit": "flag",
      "-e": "flag",
      "-x --exec": "flag",
      "-c --color": "flag",
      "-b": "flag",
    },
  },
  (io, options, resume) => {
    const command = options.words.join(" ");
    if (command === "") {
      io.stderr("Usage:\n watch [options] command\n");
      return 1;
    }
    const seconds = options.value("-n") ?? "2";
    const every = durationMs(seconds.replace(",", "."));
    if (every === undefined) {
      io.stderr(`watch: failed to parse argument: '${seconds}'\n`);
      return 1;
    }
    const interval = Math.max(100, every);
    if (isWatching(resume))
      return continueWatch(io, resume, { command, interval, hasTitle: !options.has("-t") });
    return startWatch(io, { command, interval });
  },
);

function startWatch(io: ProgramIo, what: { command: string; interval: number }): ProgramResult {
  const { read, write } = io.system.pipe();
  const started = startCommand(io, ["sh", "-c", what.command], {
    descriptors: { 0: 0, 1: write, 2: write },
  });
  io.system.close(write);
  if ("status" in started) return started.status;
  const memory: Watching = {
    child: started.id,
    pipe: read,
    text: "",
    due: io.process.now + what.interval,
  };
  return { waitFor: { readable: [read] }, resume: memory };
}

function continueWatch(
  io: ProgramIo,
  memory: Watching,
  what: { command: string; interval: number; hasTitle: boolean },
): ProgramResult {
  if (memory.child === 0) {
    if (io.process.now < memory.due) return { waitFor: { until: memory.due }, resume: memory };
    return startWatch(io, what);
  }
  const read = io.system.read(memory.pipe);
  const text = memory.text + read.text;
  if (!read.ended) return { waitFor: { readable: [memory.pipe] }, resume: { ...memory, text } };
  if (io.system.status(memory.child) === undefined)
    return { waitFor: { child: memory.child }, resume: { ...memory, text } };
  io.system.close(memory.pipe);
  const { now, timezone, terminalColumns } = io.process;
  const left = `Every ${(what.interval / 1000).toFixed(1)}s: ${what.command}`;
  const right = `${io.process.hostname}: ${formatTime("%a %b %e %H:%M:%S %Y", now, timezone)}`;
  const title = `${left}${" ".repeat(Math.max(1, (terminalColumns ?? 80) - left.length - right.length))}${right}\n\n`;
  io.stdout(`\u001b[H\u001b[2J${what.hasTitle ? title : ""}${text}`);
  return {
    waitFor: { until: memory.due },
    resume: { child: 0, pipe: 0, text: "", due: memory.due },
  };
}

interface Timing {
  readonly child: number;
  readonly startedMs: number;
}

const isTiming = (resume: unknown): resume is Timing =>
  typeof resume === "object" && resume !== null && "startedMs" in resume;

export const time = defineTool(
  {
    name: "time",
    usage: "[-p] COMMAND",
    summary: "run a program and report how long it took",
    stopsAtWord: true,
    options: { "-p --portability": "flag", "-f": "value" },
  },
  (io, options, resume) => {
    if (isTiming(resume)) {
      const status = io.system.status(resume.child);
      if (status === undefined) return { waitFor: { child: resume.child }, resume };
      const seconds = ((io.process.now - resume.startedMs) / 1000).toFixed(2);
      io.stderr(`real ${seconds}\nuser 0.00\nsys 0.00\n`);
      return status;
    }
    if (options.words.length === 0) {
      io.stderr("Usage: time [-p] COMMAND\n");
      return 125;
    }
    const started = startCommand(io, options.words);
    if ("status" in started) return started.status;
    return {
      waitFor: { child: started.id },
      resume: { child: started.id, startedMs: io.process.now },
    };
  },
);

interface Limited {
  readonly child: number;
  readonly due: number;
  readonly killDue: number;
  readonly sent: boolean;
}

const isLimited = (resume: unknown): resume is Limited =>
  typeof resume === "object" && resume !== null && "due" in resume;

export const timeout = defineTool(
  {
    name: "timeout",
    usage: "[OPTION] DURATION COMMAND [ARG]...",
    summary: "run a command with a time limit",
    stopsAtWord: true,
    wrong: 125,
    options: {
      "-s --signal": "value",
      "-k --kill-after": "value",
      "--preserve-status": "flag",
      "--foreground": "flag",
      "-v": "flag",
    },
  },
  (io, options, resume) => {
    const signal = signalName(options.value("-s") ?? "TERM") ?? "TERM";
    if (isLimited(resume)) {
      const status = io.system.status(resume.child);
      const { now } = io.process;
      if (status !== undefined)
        return resume.sent && !options.has("--preserve-status")
          ? signal === "KILL"
            ? 137
            : 124
          : status;
      if (now >= resume.killDue) io.system.signal(resume.child, "KILL");
      else if (now >= resume.due && !resume.sent) {
        io.system.signal(resume.child, signal);
        const after = durationMs(options.value("-k") ?? "");
        const memory = {
          ...resume,
          sent: true,
          killDue: after === undefined ? Number.MAX_SAFE_INTEGER : now + after,
        };
        return {
          waitFor: { child: resume.child, ...(after === undefined ? {} : { until: now + after }) },
          resume: memory,
        };
      }
      const next = resume.sent ? {} : { until: resume.due };
      return { waitFor: { child: resume.child, ...next }, resume };
    }
    const [duration, ...command] = options.words;
    if (duration === undefined || command.length === 0) {
      io.stderr("timeout: missing operand\nTry 'timeout --help' for more information.\n");
      return 125;
    }
    const ms = durationMs(duration);
    if (ms === undefined) {
      io.stderr(
        `timeout: invalid time interval '${duration}'\nTry 'timeout --help' for more information.\n`,
      );
      return 125;
    }
    const started = startCommand(io, command);
    if ("status" in started) return started.status;
    const due = ms === 0 ? Number.MAX_SAFE_INTEGER : io.process.now + ms;
    const memory: Limited = {
      child: started.id,
      due,
      killDue: Number.MAX_SAFE_INTEGER,
      sent: false,
    };
    return { waitFor: { child: started.id, ...(ms === 0 ? {} : { until: due }) }, resume: memory };
  },
);

export const nohup = defineTool(
  {
    name: "nohup",
    usage: "COMMAND [ARG]...",
    summary: "run a command immune to hangups",
    stopsAtWord: true,
    wrong: 125,
    options: {},
  },
  (io, options, resume) => {
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    if (options.words.length === 0) {
      io.stderr("nohup: missing operand\nTry 'nohup --help' for more information.\n");
      return 125;
    }
    io.system.handle([], [...io.system.ignoredSignals, "HUP"]);
    const isTerminal = io.system.isTerminal(1);
    if (isTerminal) io.stderr("nohup: ignoring input and appending output to 'nohup.out'\n");
    const out = isTerminal ? io.system.open({ path: "nohup.out", mode: "append" }) : 1;
    const input = io.system.open({ path: "/dev/null", mode: "read" });
    const started = startCommand(io, options.words, {
      descriptors: { 0: input, 1: out, 2: io.system.isTerminal(2) ? out : 2 },
    });
    return "status" in started
      ? started.status
      : { waitFor: { child: started.id }, resume: started.id };
  },
);

export const sudo = defineTool(
  {
    name: "sudo",
    usage: "[-u USER] COMMAND [ARG]...",
    summary: "execute a command as another user",
    stopsAtWord: true,
    options: {
      "-u --user": "value",
      "-i --login": "flag",
      "-s --shell": "flag",
      "-E --preserve-env": "flag",
      "-n": "flag",
      "-H": "flag",
      "-S": "flag",
      "-k": "flag",
      "-v": "flag",
      "-l": "flag",
    },
  },
  (io, options, resume) => {
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    const user = options.value("-u") ?? "root";
    const isShell = options.has("-i") || options.has("-s");
    if (options.words.length === 0 && !isShell) {
      io.stderr("usage: sudo -h | -K | -k | -V\nusage: sudo [-u user] [command [arg ...]]\n");
      return 1;
    }
    const home = user === "root" ? "/root" : `/home/${user}`;
    const environment = {
      ...io.process.environment,
      HOME: home,
      USER: user,
      LOGNAME: user,
      SUDO_USER: io.process.user,
    };
    const command =
      options.words.length === 0
        ? ["bash"]
        : isShell
          ? ["bash", "-c", options.words.join(" ")]
          : options.words;
    const [name = "", ...args] = command;
    const started = io.system.spawn({
      command: name,
      args,
      user,
      environment,
      ...(options.has("-i") ? { directory: home } : {}),
    });
    if (typeof started !== "number") {
      io.stderr(`sudo: ${name}: command not found\n`);
      return 1;
    }
    return { waitFor: { child: started }, resume: started };
  },
);
