// Why a container's command could not be run, in runc's words.
import { goQuote } from "../meta/go-text";

const prefix =
  "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";

/** `exec: "/app/server": stat /app/server: no such file or directory`. */
export function execError(command: string, status: number): string {
  const name = goQuote(command);
  if (command === "") return "no command specified";
  if (status === 126) return `exec: ${name}: permission denied`;
  if (command.includes("/")) return `exec: ${name}: stat ${command}: no such file or directory`;
  return `exec: ${name}: executable file not found in $PATH`;
}

export const startError = (command: string, status: number): string =>
  command === "" ? execError(command, status) : `${prefix}${execError(command, status)}`;

/** What a probe or `kubectl exec` says when the command cannot be run. */
export function execFailure(command: string, id: string): string {
  return (
    `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${id}": ` +
    `OCI runtime exec failed: exec failed: unable to start container process: ${execError(command, 127)}`
  );
}
