// ssh to another machine of the cluster: a login there, or one command.
import type { Program, ProgramIo } from "../../machine/program";
import { namespaceAt } from "../../network/namespaces";
import type { NetworkWorld } from "../../network/process-network";
import type { HostWorld } from "../host-world";

export const ssh: Program<HostWorld & NetworkWorld> = {
  name: "ssh",
  summary: "log in to another machine",
  run(io, resume) {
    if (typeof resume === "object" && resume !== null && "child" in resume) {
      const { child, target } = resume as { child: number; target: string };
      const status = io.system.status(child);
      if (status === undefined) return { waitFor: { child }, resume };
      if (io.process.inputIsTerminal) io.stderr(`Connection to ${target} closed.\n`);
      return status;
    }
    const { words, problem } = wordsOf(io.args);
    if (problem !== undefined) {
      io.stderr(
        `unknown option -- ${problem}\nusage: ssh [-l login_name] destination [command [argument ...]]\n`,
      );
      return 255;
    }
    const [target, ...command] = words;
    if (target === undefined) {
      io.stderr("usage: ssh [-l login_name] destination [command [argument ...]]\n");
      return 255;
    }
    return connect(io, target.slice(target.lastIndexOf("@") + 1), command);
  },
};

const takesValue = new Set(["-l", "-p", "-i", "-o", "-F"]);
const plain = /^-[tTqvn46AXx]+$/;

function wordsOf(args: readonly string[]): { words: readonly string[]; problem?: string } {
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? "";
    if (!word.startsWith("-")) break;
    if (takesValue.has(word)) at += 1;
    else if (!plain.test(word)) return { words: [], problem: word.slice(1) };
  }
  return { words: args.slice(at) };
}

function connect(
  io: ProgramIo<HostWorld & NetworkWorld>,
  host: string,
  command: readonly string[],
) {
  const found = io.world.network.lookup(host);
  if (found.kind !== "found") {
    io.stderr(`ssh: Could not resolve hostname ${host}: Name or service not known\n`);
    return 255;
  }
  const { state, units } = io.world.host;
  const address = found.addresses[0] ?? "";
  const there = address.startsWith("127.") ? io.process.machine : namespaceAt(state, address)?.node;
  if (there === undefined) {
    io.stderr(`ssh: connect to host ${host} port 22: No route to host\n`);
    return 255;
  }
  if (!units.isActive(there, "ssh.service")) {
    io.stderr(`ssh: connect to host ${host} port 22: Connection refused\n`);
    return 255;
  }
  const { TERM = "xterm" } = io.process.environment;
  const started = io.system.spawn({
    machine: there,
    command: "bash",
    args: command.length === 0 ? [] : ["-c", command.join(" ")],
    user: "root",
    directory: "/root",
    environment: {
      TERM,
      HOME: "/root",
      USER: "root",
      LOGNAME: "root",
      SHELL: "/bin/bash",
      LANG: "C.UTF-8",
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    },
  });
  if (typeof started !== "number") {
    io.stderr(`ssh: ${started.error}\n`);
    return 255;
  }
  return { waitFor: { child: started }, resume: { child: started, target: host } };
}
