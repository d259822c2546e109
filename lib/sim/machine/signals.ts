// Signals by name and number, and what they do when a program does not ask for them.

const numbers: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
};

export const signalNames: readonly string[] = Object.keys(numbers);

export function signalNumber(name: string): number {
  return Object.hasOwn(numbers, name) ? (numbers[name] ?? 0) : 0;
}

/** `TERM`, `SIGTERM`, `term` or `15` → `TERM`. */
export function signalName(text: string): string | undefined {
  const upper = text.toUpperCase().replace(/^SIG/, "");
  if (Object.hasOwn(numbers, upper)) return upper;
  if (!/^\d+$/.test(text)) return undefined;
  const wanted = Number.parseInt(text, 10) % 128;
  return signalNames.find((name) => numbers[name] === wanted);
}

export type DefaultAction = "end" | "stop" | "continue" | "nothing";

export function defaultAction(name: string): DefaultAction {
  if (name === "CONT") return "continue";
  if (name === "STOP" || name === "TSTP" || name === "TTIN" || name === "TTOU") return "stop";
  if (name === "CHLD" || name === "WINCH" || name === "URG") return "nothing";
  return "end";
}
