import type { LimitRange } from "@/generated/kubernetes/types";
import { defineDescriber } from "./describer";
import { sortedKeys } from "./maps";
import type { DescriptionWriter } from "./writer";

export const limitRangeDescriber = defineDescriber<LimitRange>("", "LimitRange", (w, range) => {
  w.write(0, `Name:\t${range.metadata?.name ?? ""}\n`);
  w.write(0, `Namespace:\t${range.metadata?.namespace ?? ""}\n`);
  w.write(0, "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n");
  w.write(0, "----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n");
  writeLimits(w, range, "");
});

/** Differs: upstream's order of resources within a limit is Go's random map order; ours is by name. */
export function writeLimits(w: DescriptionWriter, range: LimitRange, prefix: string): void {
  for (const limit of range.spec?.limits ?? []) {
    const lists = [
      limit.min,
      limit.max,
      limit.defaultRequest,
      limit.default,
      limit.maxLimitRequestRatio,
    ];
    const names = sortedKeys(Object.assign({}, ...lists));
    for (const name of names) {
      const values = lists.map((list) => list?.[name] ?? "-");
      w.write(0, `${prefix}${limit.type}\t${name}\t${values.join("\t")}\n`);
    }
  }
}
