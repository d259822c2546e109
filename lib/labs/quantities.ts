// Amounts of cpu and memory, as `100m` and `0.1` write the same.
import { addQuantities, formatQuantity, quantityOf, type Resource } from "@/lib/sim";

/** `0.5` and `500m` are the same amount. */
export const isAtLeast = (amount: string | number, least: string | number): boolean =>
  quantityOf(amount).nanos >= quantityOf(least).nanos;

/** What all containers of a pod request together; nothing when none says. */
export function requestedBy(
  { spec }: Resource<"Pod">,
  resource: "cpu" | "memory",
): string | undefined {
  const amounts = (spec?.containers ?? []).flatMap(
    ({ resources }) => resources?.requests?.[resource] ?? [],
  );
  if (amounts.length === 0) return undefined;
  return formatQuantity(amounts.map(quantityOf).reduce(addQuantities));
}
