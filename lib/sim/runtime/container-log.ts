// A container's log on its node: lines as the runtime writes them, `<time> stdout F <line>`.
import { limits } from "../kernel/limits";
import { rfc3339Nano } from "../machine/calendar";
import type { Machines } from "../machine/machines";
import type { ContainerRow } from "./container-tables";

export interface LogLine {
  readonly time: string;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** `/var/log/pods/<namespace>_<name>_<uid>/<container>/<attempt>.log`. */
export function logPath(pod: ContainerRow["pod"], container: string, attempt: number): string {
  return `${logDirectory(pod)}/${container}/${attempt}.log`;
}

export const logDirectory = (pod: ContainerRow["pod"]): string =>
  `/var/log/pods/${pod.namespace}_${pod.name}_${pod.uid}`;

/** Adds what a program says while it answers a request. */
export function appendLog<World>(
  machines: Machines<World>,
  now: number,
  container: ContainerRow,
  stream: LogLine["stream"],
  text: string,
): void {
  const files = machines.files(container.node);
  if (!files.exists(container.logPath)) return;
  const stamp = `${rfc3339Nano(now)} ${stream} F `;
  const lines = text.replace(/\n$/, "").split("\n");
  const added = lines.map((line) => `${stamp}${line}\n`).join("");
  const whole = files.read(container.logPath) + added;
  const tooLong = whole.length > limits.containerLogCharacters;
  const from = tooLong
    ? whole.indexOf("\n", whole.length - limits.containerLogCharacters / 2) + 1
    : 0;
  files.write(container.logPath, whole.slice(from));
}

export function parseLog(text: string): LogLine[] {
  const lines: LogLine[] = [];
  for (const line of text.split("\n")) {
    const [time = "", stream = "", flag = ""] = line.split(" ", 3);
    if (flag === "") continue;
    const start = time.length + stream.length + flag.length + 3;
    lines.push({
      time,
      stream: stream === "stderr" ? "stderr" : "stdout",
      text: line.slice(start),
    });
  }
  return lines;
}
