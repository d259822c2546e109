// Chooses the format that `--write-out` names.
import { type EtcdIo, ExitError, exitStatus } from "../command";
import { fields } from "./fields";
import { json } from "./json";
import { protobuf } from "./protobuf";
import type { Response } from "./response";
import { simple } from "./simple";
import { table } from "./table";

export const formats: ReadonlySet<string> = new Set([
  "simple",
  "json",
  "fields",
  "table",
  "protobuf",
]);

export interface PrintOptions {
  readonly format: string;
  readonly isHex: boolean;
}

export function print(io: EtcdIo, response: Response, options: PrintOptions): void {
  const { format } = options;
  if (format === "simple" && response.kind === "health") {
    for (const { endpoint, took, error } of response.endpoints) {
      if (error === "")
        io.stdout(`${endpoint} is healthy: successfully committed proposal: took = ${took}\n`);
      else io.stdout(`${endpoint} is unhealthy: failed to commit proposal: ${error}\n`);
    }
    return;
  }
  io.stdout(textOf(response, options));
}

function textOf(response: Response, { format, isHex }: PrintOptions): string {
  if (format === "json") return json(response);
  if (format === "fields") return fields(response);
  if (format === "simple") return simple(response, isHex);
  const text = format === "table" ? table(response) : protobuf(response);
  if (text !== undefined) return text;
  throw new ExitError(
    format === "table"
      ? "table not supported as output format"
      : "protobuf output of this command is not simulated here",
    exitStatus.badFeature,
  );
}
