// A lab's script as somebody would work through it: one command after the other, files in the editor. Pure.
import type { SessionAction } from "@/lib/sessions/action";
import { fillIn } from "@/lib/sessions/start-lab";

export type Typed = Extract<SessionAction, { kind: "input" | "save-file" }>;

interface Where {
  readonly terminal: string;
  readonly machine: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 *     cat > /root/pod.yaml <<'YAML'   →  the file is saved in the editor
 *     kubectl apply -f /root/pod.yaml →  a command line
 *     sleep 5                         →  nothing: a person waits without saying so
 */
export function typedScript(script: string, { terminal, machine, parameters }: Where): Typed[] {
  const lines = fillIn(script, parameters).split("\n");
  const typed: Typed[] = [];
  while (lines.length > 0) {
    const command = takeCommand(lines);
    const [first = ""] = command;
    if (isSilent(first)) continue;
    const file = command.length > 1 ? /^cat >\s*(\S+)\s*<</.exec(first)?.[1] : undefined;
    const text = `${command.join("\n")}\n`;
    typed.push(
      file === undefined
        ? { kind: "input", terminal, text }
        : {
            kind: "save-file",
            machine,
            path: inHome(file),
            text: `${command.slice(1, -1).join("\n")}\n`,
          },
    );
  }
  return typed;
}

const inHome = (path: string): string => (path.startsWith("/") ? path : `/root/${path}`);

const isSilent = (line: string): boolean => /^\s*(#.*|sleep \d+|)$/.test(line);

/** Lines that belong together: here-documents, continued lines and loops. */
function takeCommand(lines: string[]): string[] {
  const command = [lines.shift() ?? ""];
  const [first = ""] = command;
  const end = /<<-?\s*['"]?(\w+)['"]?/.exec(first)?.[1];
  if (end !== undefined) {
    while (lines.length > 0 && command.at(-1)?.trim() !== end) command.push(lines.shift() ?? "");
    return command;
  }
  while (lines.length > 0 && isUnfinished(command)) command.push(lines.shift() ?? "");
  return command;
}

function isUnfinished(command: readonly string[]): boolean {
  if (command.at(-1)?.endsWith("\\")) return true;
  const text = command.join("\n");
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
  const opened = count(/(^|;|\n)\s*(for|while|until|if|case)\b/g);
  return opened > count(/(^|;|\n)\s*(done|fi|esac)\b/g);
}
