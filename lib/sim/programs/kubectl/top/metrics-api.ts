// What `top node` and `top pod` have in common: their one argument, the API they ask, and amounts in cells.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/top/top.go, pkg/metricsutil/metrics_printer.go
import { milliValue, type Quantity, quantityValue } from "@/lib/sim/meta/quantity";
import { parseSelector } from "@/lib/sim/meta/selector-parser";
import { CommandError } from "../command-error";
import { alignColumns, tableTabs } from "../print/tab-writer";
import { type Session, usage } from "../session";

export type Measured = "cpu" | "memory" | "swap";

/** The name that was given, if any; checks it and the flags. */
export function nameOf(session: Session, selectorName: string): string | undefined {
  const { args, commandPath, flags } = session;
  if (args.length > 1) throw usage(session, `${commandPath.split(" ").at(-1)} [NAME | -l label]`);
  const sortBy = flags.string("sort-by");
  if (!["", "cpu", "memory"].includes(sortBy))
    throw new CommandError("--sort-by accepts only cpu or memory");
  const [name] = args;
  const isSelected =
    flags.string("selector") !== "" ||
    (flags.has("field-selector") && flags.string("field-selector") !== "");
  if (name !== undefined && isSelected)
    throw new CommandError(`only one of NAME or ${selectorName} can be provided`);
  const selector = parseSelector(flags.string("selector"));
  if ("error" in selector) throw new CommandError(selector.error);
  return name;
}

/** Asks the server anew: what discovery has kept may be out of date. */
export function requireMetricsApi({ cluster }: Session): void {
  const isKnown = cluster.discovery.fresh().some(({ group }) => group === "metrics.k8s.io");
  if (!isKnown) throw new CommandError("Metrics API not available");
}

const mebibyte = 1024 ** 2;

export const amountText = (name: Measured, amount: Quantity): string =>
  name === "cpu" ? `${milliValue(amount)}m` : `${Math.trunc(quantityValue(amount) / mebibyte)}Mi`;

/** As `--sort-by` compares. */
export const amountOf = (name: string, amount: Quantity): number =>
  name === "cpu" ? milliValue(amount) : quantityValue(amount);

/** Every cell ends with a tab, the last one, too. */
export function printRows({ io }: Session, rows: readonly (readonly string[])[]): void {
  const lines = rows.map((cells) => `${cells.map((cell) => `${cell}\t`).join("")}\n`);
  io.stdout(alignColumns(lines.join(""), tableTabs).text);
}
