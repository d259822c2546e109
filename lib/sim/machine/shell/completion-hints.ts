// What a waiting shell's memory offers to completion.
import type { CompletionHints } from "./completion";
import type { ShellMemory } from "./shell-memory";

export function completionHints(memory: unknown): CompletionHints {
  if (!isShellMemory(memory)) return {};
  return {
    aliases: memory.aliases,
    functions: memory.functions.map(([name]) => name),
    variables: memory.variables.map(([name]) => name).filter((name) => !name.startsWith("__")),
  };
}

const isShellMemory = (memory: unknown): memory is ShellMemory =>
  typeof memory === "object" && memory !== null && "frames" in memory && "aliases" in memory;
