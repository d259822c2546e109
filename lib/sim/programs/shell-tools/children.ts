// Running other commands from a tool: one after the other, each waited for.
import type { ProgramIo, SpawnRequest } from "../../machine/program";

/** Starts a command; on failure says so as the tool would and gives the status instead of an id. */
export function startCommand(
  io: ProgramIo,
  words: readonly string[],
  options: Partial<SpawnRequest> = {},
): { readonly id: number } | { readonly status: number } {
  const [command = "", ...args] = words;
  const started = io.system.spawn({ ...options, command, args });
  if (typeof started === "number") return { id: started };
  const text =
    started.status === 126
      ? "Permission denied"
      : started.error.startsWith("fork")
        ? started.error
        : "No such file or directory";
  io.stderr(
    `${io.process.program}: ${started.status === 254 ? "" : io.process.program === "env" || io.process.program === "xargs" || io.process.program === "find" ? `${quoted(io, command)}: ` : `failed to run command '${command}': `}${text}\n`,
  );
  return { status: started.status };
}

const quoted = (io: ProgramIo, command: string): string =>
  io.process.program === "xargs" ? command : `‘${command}’`;
