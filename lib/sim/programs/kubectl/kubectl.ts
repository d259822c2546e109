// kubectl: finds the command a line means, runs it, and prints what went wrong as upstream does.
import type { Program, ProgramIo, ProgramResult } from "@/lib/sim/machine/program";
import type { Command } from "./command";
import { asError, renderError, usageError } from "./command-error";
import { completeLine } from "./complete";
import { type Found, findCommand, parseLine, unknownCommand } from "./dispatch";
import { type ParsedLine, requireFlags } from "./flags/parse-flags";
import { helpText } from "./help";
import { createAccess } from "./kubeconfig/access";
import type { Session } from "./session";
import { verbs } from "./verbs";
import type { KubectlWorld } from "./world";

export const root: Command = {
  name: "kubectl",
  summary: "kubectl controls the Kubernetes cluster manager",
  subcommands: verbs,
};

export const kubectl: Program<KubectlWorld> = {
  name: "kubectl",
  summary: "control a Kubernetes cluster",
  run(io, resume) {
    if (isEnding(resume)) return resume.exit;
    const result = runOrExplain(io, asMemory(resume));
    if (typeof result !== "number") return result;
    return {
      waitFor: { until: io.process.now + runtimeMs },
      resume: { exit: result } satisfies Ending,
    };
  },
  complete: (words, io) => completeLine(root, words, io),
};

/**
 * A real kubectl takes 40 to 60 ms, and controllers work meanwhile: between `create namespace` and `run` in
 * it, its service account appears. What is printed is printed at once; the process ends this much later.
 */
const runtimeMs = 50;

interface Ending {
  readonly exit: number;
}

const isEnding = (resume: unknown): resume is Ending =>
  typeof resume === "object" && resume !== null && "exit" in resume;

function runOrExplain(io: ProgramIo<KubectlWorld>, memory: Memory | undefined): ProgramResult {
  try {
    return runLine(io, memory);
  } catch (thrown) {
    const { text, status } = renderError(asError(thrown));
    io.stderr(text);
    return status;
  }
}

/** What a waiting kubectl remembers. */
interface Memory {
  /** Standard input as far as it has been read. */
  readonly stdin: string;
  /** What the verb itself waits with. */
  readonly verb?: unknown;
}

const asMemory = (resume: unknown): Memory | undefined => resume as Memory | undefined;

function runLine(io: ProgramIo<KubectlWorld>, memory: Memory | undefined): ProgramResult {
  const found = findCommand(root, io.args);
  const line = parseLine(found);
  if (memory === undefined) for (const notice of line.notices) io.stderr(notice);
  if (line.isHelp) return print(io, helpText(found));
  if (found.path.length === 1) return runRoot(io, found, line);
  requireFlags(line.flags);
  if (found.command.run === undefined) return runGroup(io, found, line);
  if (memory?.verb !== undefined)
    return runVerb({ io, found, line, stdin: memory.stdin, verb: memory.verb });
  const stdin = readsStdin(line) ? (memory?.stdin ?? "") + io.stdin.read() : "";
  if (readsStdin(line) && !io.stdin.ended) {
    return { waitFor: { input: true }, resume: { stdin } satisfies Memory };
  }
  return runVerb({ io, found, line, stdin, verb: undefined });
}

function print(io: ProgramIo<KubectlWorld>, text: string): number {
  io.stdout(text);
  return 0;
}

function runRoot(io: ProgramIo<KubectlWorld>, found: Found, line: ParsedLine): number {
  const [name] = line.args;
  if (name !== undefined) throw unknownCommand(root, name);
  return print(io, helpText(found));
}

function runGroup(io: ProgramIo<KubectlWorld>, found: Found, line: ParsedLine): number {
  const { output, isFailure, takesWords } = found.command.group ?? {
    output: "stderr",
    isFailure: true,
    takesWords: false,
  };
  const [word] = line.args;
  if (word !== undefined && takesWords !== true) {
    throw usageError(found.commandPath, `unknown command ${JSON.stringify(word)}`);
  }
  io[output](helpText(found));
  return isFailure ? 1 : 0;
}

/** `-f -`, `--from-file=-` and the like. */
function readsStdin({ flags }: ParsedLine): boolean {
  return ["filename", "patch-file", "from-file"].some(
    (name) => flags.has(name) && flags.list(name).includes("-"),
  );
}

interface VerbCall {
  readonly io: ProgramIo<KubectlWorld>;
  readonly found: Found;
  readonly line: ParsedLine;
  readonly stdin: string;
  readonly verb: unknown;
}

function runVerb({ io, found, line, stdin, verb }: VerbCall): ProgramResult {
  const session: Session = {
    io,
    commandPath: found.commandPath,
    args: line.args,
    argsBeforeDash: line.argsBeforeDash,
    flags: line.flags,
    stdin,
    cluster: createAccess(io, line.flags, found.commandPath),
    help: () => helpText(found),
  };
  const result = found.command.run?.(session, verb);
  if (result === undefined || typeof result === "number") return result ?? 0;
  const memory: Memory = { stdin, verb: result.resume };
  return { waitFor: result.waitFor, resume: memory };
}
