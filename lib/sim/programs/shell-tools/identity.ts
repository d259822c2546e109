// Small programs that say where and who one is: hostname, whoami, id, uname, env, printenv, which, basename …
import type { ProgramIo } from "../../machine/program";
import { startCommand } from "./children";
import { defineTool } from "./options";

export const hostname = defineTool(
  {
    name: "hostname",
    usage: "[OPTION]...",
    summary: "show the system's host name",
    options: {
      "-s --short": "flag",
      "-f --fqdn": "flag",
      "-i --ip-address": "flag",
      "-I": "flag",
      "-d": "flag",
    },
  },
  (io) => {
    io.stdout(`${hostOf(io)}\n`);
    return 0;
  },
);

const hostOf = (io: ProgramIo): string => {
  if (io.files.exists("/etc/hostname")) return io.files.read("/etc/hostname").trim();
  return io.process.hostname;
};

export const whoami = defineTool(
  { name: "whoami", usage: "", summary: "print the effective user name", options: {} },
  (io) => {
    io.stdout(`${io.process.user}\n`);
    return 0;
  },
);

export const id = defineTool(
  {
    name: "id",
    usage: "[OPTION]... [USER]",
    summary: "print user and group IDs",
    options: {
      "-u --user": "flag",
      "-g --group": "flag",
      "-n --name": "flag",
      "-G --groups": "flag",
      "-r": "flag",
    },
  },
  (io, options) => {
    const user = options.words[0] ?? io.process.user;
    const number = user === "root" ? 0 : user === io.process.user ? io.process.uid : -1;
    if (number < 0) {
      io.stderr(`id: '${user}': no such user\n`);
      return 1;
    }
    if (options.has("-u") || options.has("-g") || options.has("-G"))
      io.stdout(`${options.has("-n") ? user : number}\n`);
    else io.stdout(`uid=${number}(${user}) gid=${number}(${user}) groups=${number}(${user})\n`);
    return 0;
  },
);

/** What the course's machines run; kubectl's `KERNEL-VERSION` column shows the same. */
export const kernelRelease = "6.8.0-90-generic";

export const uname = defineTool(
  {
    name: "uname",
    usage: "[OPTION]...",
    summary: "print system information",
    options: {
      "-a --all": "flag",
      "-s": "flag",
      "-n --nodename": "flag",
      "-r --kernel-release": "flag",
      "-v": "flag",
      "-m --machine": "flag",
      "-p": "flag",
      "-o": "flag",
      "-i": "flag",
    },
  },
  (io, options) => {
    const all: readonly (readonly [string, string])[] = [
      ["-s", "Linux"],
      ["-n", hostOf(io)],
      ["-r", kernelRelease],
      ["-v", "#63-Ubuntu SMP PREEMPT_DYNAMIC"],
      ["-m", "x86_64"],
      ["-p", "x86_64"],
      ["-i", "x86_64"],
      ["-o", "GNU/Linux"],
    ];
    const chosen = all.filter(([name]) => options.has("-a") || options.has(name));
    io.stdout(
      `${(chosen.length === 0 ? [["-s", "Linux"]] : chosen).map(([, text]) => text).join(" ")}\n`,
    );
    return 0;
  },
);

export const printenv = defineTool(
  {
    name: "printenv",
    usage: "[VARIABLE]...",
    summary: "print all or part of the environment",
    options: { "-0": "flag" },
  },
  (io, options) => {
    const { environment } = io.process;
    if (options.words.length === 0) {
      io.stdout(
        Object.entries(environment)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(""),
      );
      return 0;
    }
    let status = 0;
    for (const name of options.words) {
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (value === undefined) status = 1;
      else io.stdout(`${value}\n`);
    }
    return status;
  },
);

export const env = defineTool(
  {
    name: "env",
    usage: "[OPTION]... [NAME=VALUE]... [COMMAND [ARG]...]",
    summary: "run a program in a modified environment",
    stopsAtWord: true,
    wrong: 125,
    options: {
      "-i --ignore-environment": "flag",
      "-u --unset": "value",
      "-0": "flag",
      "-C --chdir": "value",
    },
  },
  (io, options, resume) => {
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    const environment: Record<string, string> = options.has("-i")
      ? {}
      : { ...io.process.environment };
    for (const name of options.values("-u")) delete environment[name];
    let first = 0;
    for (; first < options.words.length; first++) {
      const word = options.words[first] ?? "";
      const at = word.indexOf("=");
      if (at <= 0) break;
      environment[word.slice(0, at)] = word.slice(at + 1);
    }
    const command = options.words.slice(first);
    if (command.length === 0) {
      io.stdout(
        Object.entries(environment)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(""),
      );
      return 0;
    }
    const started = startCommand(io, command, {
      environment,
      ...(options.has("-C") ? { directory: io.files.absolute(options.value("-C") ?? ".") } : {}),
    });
    return "status" in started
      ? started.status
      : { waitFor: { child: started.id }, resume: started.id };
  },
);

export const which = defineTool(
  {
    name: "which",
    usage: "[-a] COMMAND...",
    summary: "locate a command",
    options: { "-a": "flag" },
  },
  (io, options) => {
    let status = options.words.length === 0 ? 1 : 0;
    for (const word of options.words) {
      const found = io.system.resolve(word);
      if (found.kind === "program" || found.kind === "script") io.stdout(`${found.path}\n`);
      else status = 1;
    }
    return status;
  },
);

export const basename = defineTool(
  {
    name: "basename",
    usage: "NAME [SUFFIX]",
    summary: "strip directory and suffix from file names",
    options: { "-s --suffix": "value", "-a --multiple": "flag", "-z": "flag" },
  },
  (io, options) => {
    const many = options.has("-a") || options.has("-s");
    if (options.words.length === 0) {
      io.stderr("basename: missing operand\nTry 'basename --help' for more information.\n");
      return 1;
    }
    const suffix = many ? options.value("-s") : options.words[1];
    for (const word of many ? options.words : options.words.slice(0, 1)) {
      const stripped = word.replace(/\/+$/, "");
      const base =
        stripped === "" && word !== "" ? "/" : stripped.slice(stripped.lastIndexOf("/") + 1);
      io.stdout(
        `${suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, base.length - suffix.length) : base}\n`,
      );
    }
    return 0;
  },
);

export const dirname = defineTool(
  {
    name: "dirname",
    usage: "NAME...",
    summary: "strip the last component from file names",
    options: { "-z": "flag" },
  },
  (io, options) => {
    if (options.words.length === 0) {
      io.stderr("dirname: missing operand\nTry 'dirname --help' for more information.\n");
      return 1;
    }
    for (const word of options.words) {
      const stripped = word.replace(/\/+$/, "");
      const end = stripped.lastIndexOf("/");
      io.stdout(
        `${stripped === "" && word.startsWith("/") ? "/" : end < 0 ? "." : end === 0 ? "/" : stripped.slice(0, end).replace(/\/+$/, "") || "/"}\n`,
      );
    }
    return 0;
  },
);

export const realpath = defineTool(
  {
    name: "realpath",
    usage: "[OPTION]... FILE...",
    summary: "print the resolved path",
    options: { "-e": "flag", "-m": "flag", "-s": "flag" },
  },
  (io, options) => {
    let status = 0;
    for (const word of options.words) {
      if (options.has("-e") && !io.files.exists(word)) {
        io.stderr(`realpath: ${word}: No such file or directory\n`);
        status = 1;
      } else io.stdout(`${io.files.resolve(word)}\n`);
    }
    return status;
  },
);

export const readlink = defineTool(
  {
    name: "readlink",
    usage: "[OPTION]... FILE...",
    summary: "print the value of a symbolic link",
    options: { "-f --canonicalize": "flag", "-e": "flag", "-m": "flag", "-n": "flag" },
  },
  (io, options) => {
    let status = 0;
    for (const word of options.words) {
      if (options.has("-f") || options.has("-e") || options.has("-m"))
        io.stdout(`${io.files.resolve(word)}\n`);
      else if (io.files.lstat(word)?.type === "link") io.stdout(`${io.files.readLink(word)}\n`);
      else status = 1;
    }
    return status;
  },
);
