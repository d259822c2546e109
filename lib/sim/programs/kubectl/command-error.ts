// What ends a command early. Verbs throw these (and the API server's `StatusError`); only `kubectl.ts`
// catches them, as `cmdutil.CheckErr` does upstream.
import { type Status, type StatusCause, StatusError } from "@/lib/sim/meta/status-error";

/** A message that is printed with `error: ` in front, unless it brings its own prefix. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    readonly options: { readonly status?: number; readonly verbatim?: boolean } = {},
  ) {
    super(message);
  }
}

/** Several errors of a command that goes on after each; one line per error. */
export class SeveralErrors extends Error {
  override readonly name = "SeveralErrors";

  constructor(readonly errors: readonly Error[]) {
    super(errors.map((error) => error.message).join(", "));
  }
}

/** Ends the command with a status and without a word. */
export class SilentExit extends Error {
  override readonly name = "SilentExit";

  constructor(readonly status: number) {
    super("");
  }
}

export class UnreachableError extends Error {
  override readonly name = "UnreachableError";

  constructor(
    readonly url: string,
    readonly why: string,
    readonly method = "Get",
  ) {
    super(`${method} ${JSON.stringify(url)}: ${why}`);
  }
}

/** Errors of what was read, one by one: even a single one is a list to upstream, and gets no `error: `. */
export function throwEach(errors: readonly Error[]): void {
  if (errors.length > 0) throw new SeveralErrors(errors);
}

/** Throws what was collected: nothing, the one error itself, or all of them. */
export function throwCollected(errors: readonly Error[]): void {
  const [first] = errors;
  if (first === undefined) return;
  throw errors.length === 1 ? first : new SeveralErrors(errors);
}

/** `See 'kubectl get -h' for help and examples`, as `cmdutil.UsageErrorf`. */
export function usageError(commandPath: string, message: string): CommandError {
  return new CommandError(`${message}\nSee '${commandPath} -h' for help and examples`);
}

export interface RenderedError {
  readonly text: string;
  readonly status: number;
}

// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go checkErr
export function renderError(error: Error): RenderedError {
  if (error instanceof SilentExit) return { text: "", status: error.status };
  if (error instanceof StatusError && error.reason === "Invalid") {
    return { text: renderInvalid(error.status), status: 1 };
  }
  if (error instanceof SeveralErrors) {
    return { text: error.errors.map((item) => `${messageOf(item)}\n`).join(""), status: 1 };
  }
  const status = error instanceof CommandError ? (error.options.status ?? 1) : 1;
  const text = withPrefix(error);
  return { text: text.endsWith("\n") ? text : `${text}\n`, status };
}

function withPrefix(error: Error): string {
  const standard = standardMessage(error);
  if (standard !== undefined) return standard;
  if (error instanceof CommandError && error.options.verbatim === true) return error.message;
  return error.message.startsWith("error: ") ? error.message : `error: ${error.message}`;
}

const messageOf = (error: Error): string => standardMessage(error) ?? error.message;

function standardMessage(error: Error): string | undefined {
  if (error instanceof StatusError) {
    const { reason = "" } = error.status;
    if (reason === "Unauthorized") {
      return `error: You must be logged in to the server (${error.message})`;
    }
    return reason === ""
      ? `Error from server: ${error.message}`
      : `Error from server (${reason}): ${error.message}`;
  }
  if (!(error instanceof UnreachableError)) return undefined;
  if (!error.why.includes("connection refused")) {
    return `Unable to connect to the server: ${error.why}`;
  }
  const host = hostOf(error.url);
  return `The connection to the server ${host} was refused - did you specify the right host or port?`;
}

export const hostOf = (url: string): string => url.replace(/^\w+:\/\//, "").replace(/[/?].*$/, "");

function renderInvalid(status: Status): string {
  const { details } = status;
  if (details === undefined) return `The request is invalid: ${status.message ?? ""}\n`;
  const causes = uniqueCauses(details.causes ?? []);
  let subject = "The request is invalid";
  if (details.kind || details.name) {
    subject = `The ${details.kind ?? ""} ${JSON.stringify(details.name ?? "")} is invalid`;
  } else if (status.message && causes.length === 0) {
    subject = `${subject}: ${status.message}`;
  }
  if (causes.length === 0) return `${subject}\n`;
  if (causes.length === 1) return `${subject}: ${causes[0]}\n`;
  return `${subject}: \n${causes.map((cause) => `* ${cause}\n`).join("")}`;
}

function uniqueCauses(causes: readonly StatusCause[]): string[] {
  return [...new Set(causes.map((cause) => `${cause.field ?? ""}: ${cause.message ?? ""}`))];
}

/** `error when creating "pod.yaml": …`, as `cmdutil.AddSourceToErr`. */
export function addSource(verb: string, source: string, error: Error): Error {
  if (source === "") return error;
  const prefix = `error when ${verb} ${JSON.stringify(source)}: `;
  if (error instanceof StatusError) return prefixStatus(error, prefix);
  return new CommandError(`${prefix}${error.message}`);
}

export function prefixStatus(error: StatusError, prefix: string): StatusError {
  return new StatusError({ ...error.status, message: `${prefix}${error.message}` });
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof StatusError && error.reason === "NotFound";

/** Rethrows what is not meant for a person: our own mistakes. */
export function asError(thrown: unknown): Error {
  if (
    thrown instanceof StatusError ||
    thrown instanceof CommandError ||
    thrown instanceof SeveralErrors ||
    thrown instanceof UnreachableError ||
    thrown instanceof SilentExit
  ) {
    return thrown;
  }
  throw thrown;
}
