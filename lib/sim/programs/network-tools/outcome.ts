// How a network program ends: decided at once, said when the wait is over, so that it survives a save.
import type { ProgramIo, ProgramResult } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";

export type NetworkIo = ProgramIo<NetworkWorld>;

export interface Outcome {
  readonly delayMs?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** A download. */
  readonly file?: { readonly path: string; readonly text: string };
  readonly status: number;
}

/** Runs `decide` on the first call, waits as long as its outcome says, then tells. */
export function conclude(io: NetworkIo, resume: unknown, decide: () => Outcome): ProgramResult {
  const outcome = (resume as Outcome | undefined) ?? decide();
  const delayMs = outcome.delayMs ?? 0;
  if (resume === undefined && delayMs > 0) {
    return { waitFor: { until: io.process.now + delayMs }, resume: outcome };
  }
  if (outcome.file !== undefined) io.files.write(outcome.file.path, outcome.file.text);
  if (outcome.stderr) io.stderr(outcome.stderr);
  if (outcome.stdout) io.stdout(outcome.stdout);
  return outcome.status;
}

/** Until the kernel gives up on a connection nobody answers. */
export const connectTimeoutMs = 134_000;
/** Until it learns that a neighbour does not exist. */
export const unreachableMs = 3060;
/** A resolver asks twice, five seconds each. */
export const silentResolverMs = 10_000;

export interface Url {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export function parseUrl(text: string): Url | undefined {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?([^/:?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/i.exec(
    text,
  );
  if (match === null) return undefined;
  const scheme = match[1]?.toLowerCase() === "https" ? "https" : "http";
  const path = match[4] ?? "/";
  return {
    scheme,
    host: match[2] ?? "",
    port: match[3] === undefined ? (scheme === "https" ? 443 : 80) : Number(match[3]),
    path: path.startsWith("/") ? path : `/${path}`,
  };
}

/** Whether the tools are those of a distribution, not busybox'. */
export function hasGnuTools(io: NetworkIo): boolean {
  const path = "/etc/os-release";
  return (
    !io.process.environment.BUSYBOX &&
    io.files.exists(path) &&
    !/^ID=alpine/m.test(io.files.read(path))
  );
}
