import type { RangeRequest } from "../../../etcd/requests";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import type { FlagValues } from "../../kubectl/flags/flag-values";
import { badArguments, type EtcdctlCommand, ExitError, exitStatus } from "../command";
import { rangeEndOf } from "../ranges";

export const getFlags = defineFlags(
  "consistency:string=l count-only:bool from-key:bool keys-only:bool limit:int64 order:string prefix:bool print-value-only:bool rev:int64 sort-by:string",
);

export const get: EtcdctlCommand = {
  name: "get",
  usage: "[options] <key> [range_end]",
  summary: "Gets the key or a range of keys",
  flags: getFlags,
  run({ args, flags, server, print }) {
    const request = getRequest(args, flags);
    const etcd = server();
    const result = etcd.range(request);
    const format = flags.string("write-out");
    if (request.countOnly && format !== "fields")
      throw badArguments("--count-only is only for `--write-out=fields`");
    const valueOnly = flags.bool("print-value-only");
    if (valueOnly && format !== "simple")
      throw badArguments("print-value-only is only for `--write-out=simple`");
    print({ kind: "get", header: etcd.header, result, valueOnly });
    return 0;
  },
};

const targets = ["KEY", "VERSION", "CREATE", "MODIFY", "VALUE"] as const;

export function getRequest(args: readonly string[], flags: FlagValues): RangeRequest {
  const [key, end] = args;
  if (key === undefined)
    throw badArguments(
      "get command needs one argument as key and an optional argument as range_end",
    );
  if (flags.bool("keys-only") && flags.bool("count-only"))
    throw badArguments(
      "`--keys-only` and `--count-only` cannot be set at the same time, choose one",
    );
  const consistency = flags.string("consistency");
  if (consistency !== "l" && consistency !== "s")
    throw new ExitError(
      `unknown consistency flag ${JSON.stringify(consistency)}`,
      exitStatus.badFeature,
    );
  const order = flags.string("order").toUpperCase();
  if (!["", "ASCEND", "DESCEND"].includes(order))
    throw new ExitError(`bad sort order ${flags.string("order")}`, exitStatus.badFeature);
  const wanted = flags.string("sort-by").toUpperCase() || "KEY";
  const sortBy = targets.find((target) => target === wanted);
  if (sortBy === undefined)
    throw new ExitError(`bad sort target ${flags.string("sort-by")}`, exitStatus.badFeature);
  return {
    ...rangeEndOf({ key, end, flags }),
    revision: flags.number("rev"),
    limit: flags.number("limit"),
    keysOnly: flags.bool("keys-only"),
    countOnly: flags.bool("count-only"),
    sortBy,
    isDescending: order === "DESCEND",
  };
}
