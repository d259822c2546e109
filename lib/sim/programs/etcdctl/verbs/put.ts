import { defineFlags } from "../../kubectl/flags/flag-specs";
import type { FlagValues } from "../../kubectl/flags/flag-values";
import { badArguments, type EtcdctlCommand } from "../command";

export const putFlags = defineFlags(
  "ignore-lease:bool ignore-value:bool lease:string=0 prev-kv:bool",
);

export const put: EtcdctlCommand = {
  name: "put",
  usage: "[options] <key> <value> (<value> can also be given from stdin)",
  summary: "Puts the given key into the store",
  flags: putFlags,
  run({ io, args, flags, server, print }, resume) {
    const [key, value] = args;
    if (key === undefined) throw neitherValue();
    const ignoreValue = flags.bool("ignore-value");
    if (ignoreValue && args.length > 1)
      throw badArguments("put command needs only 1 argument when 'ignore-value' is set");
    if (flags.bool("ignore-lease") && leaseOf(flags) !== undefined)
      throw badArguments("lease ID cannot be set when 'ignore-lease' is set");
    let text = value ?? "";
    if (value === undefined && !ignoreValue) {
      const typed = (typeof resume === "string" ? resume : "") + io.stdin.read();
      if (!io.stdin.ended) return { waitFor: { input: true }, resume: typed };
      if (typed === "") throw neitherValue();
      text = typed;
    }
    const lease = leaseOf(flags);
    const etcd = server();
    const previous = etcd.put({
      key,
      value: text,
      ignoreValue,
      ignoreLease: flags.bool("ignore-lease"),
      ...(lease === undefined ? {} : { lease }),
    });
    const shown = flags.bool("prev-kv") ? previous : undefined;
    print({ kind: "put", header: etcd.header, previous: shown });
    return 0;
  },
};

const neitherValue = () =>
  badArguments("put command needs 1 argument and input from stdin or 2 arguments");

/** `--lease` in hexadecimal; nothing for zero. */
export function leaseOf(flags: FlagValues): string | undefined {
  const text = flags.string("lease");
  if (!/^[0-9a-f]+$/i.test(text))
    throw badArguments(
      `bad lease ID (${`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`}), expecting ID in Hex`,
    );
  const id = text.toLowerCase().replace(/^0+/, "");
  return id === "" ? undefined : id;
}
