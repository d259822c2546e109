// The flags every command takes; each may also come from the environment, as ETCDCTL_ENDPOINTS does.
import { bytesOfText } from "../../meta/byte-text";
import { defineFlags, type FlagSpec } from "../kubectl/flags/flag-specs";

export const globalFlags: readonly FlagSpec[] = defineFlags(
  "cacert:string cert:string command-timeout:duration=5s debug:bool dial-timeout:duration=2s discovery-srv,d:string discovery-srv-name:string endpoints:slice=127.0.0.1:2379 hex:bool insecure-discovery:bool=true insecure-skip-tls-verify:bool insecure-transport:bool=true keepalive-time:duration=2s keepalive-timeout:duration=6s key:string password:string user:string write-out,w:string=simple",
).map((spec) => ({ ...spec, isGlobal: true }));

/** What the help says of each flag. */
export const flagTexts: Readonly<Record<string, string>> = {
  cacert: "verify certificates of TLS-enabled secure servers using this CA bundle",
  cert: "identify secure client using this TLS certificate file",
  "command-timeout": "timeout for short running command (excluding dial timeout)",
  debug: "enable client-side debug logging",
  "dial-timeout": "dial timeout for client connections",
  "discovery-srv": "domain name to query for SRV records describing cluster endpoints",
  "discovery-srv-name": "service name to query when using DNS discovery",
  endpoints: "gRPC endpoints",
  hex: "print byte strings as hex encoded strings",
  "insecure-discovery": "accept insecure SRV records describing cluster endpoints",
  "insecure-skip-tls-verify":
    "skip server certificate verification (CAUTION: this option should be enabled only for testing purposes)",
  "insecure-transport": "disable transport security for client connections",
  "keepalive-time": "keepalive time for client connections",
  "keepalive-timeout": "keepalive timeout for client connections",
  key: "identify secure client using this TLS key file",
  password:
    "password for authentication (if this option is used, --user option shouldn't include password)",
  user: "username[:password] for authentication (prompt if password is not supplied)",
  "write-out": "set the output format (fields, json, protobuf, simple, table)",
  consistency: "Linearizable(l) or Serializable(s)",
  "count-only": "Get only the count",
  "from-key": "Get keys that are greater than or equal to the given key using byte compare",
  "keys-only": "Get only the keys",
  limit: "Maximum number of results",
  order: "Order of results; ASCEND or DESCEND (ASCEND by default)",
  prefix: "Get keys with matching prefix",
  "print-value-only": 'Only write values when using the "simple" output format',
  rev: "Specify the kv revision",
  "sort-by": "Sort target; CREATE, KEY, MODIFY, VALUE, or VERSION",
  lease: "lease ID (in hexadecimal) to attach to the key",
  "prev-kv": "return the previous key-value pair before modification",
  "ignore-value": "updates the key using its current value",
  "ignore-lease": "updates the key using its current lease",
  interactive: "Interactive mode",
  cluster: "use all endpoints from the cluster member list",
  "peer-urls": "comma separated peer URLs for the new member.",
  learner: "indicates if the new member is raft learner",
  ttl: "timeout for session",
  listen: "observation mode",
  keys: "Get keys attached to this lease",
  once: "Resets the keep-alive time to its original value and cobrautl.Exits immediately",
  physical: "'true' to wait for compaction to physically remove all old revisions",
};

/** Go's `%q` of a default would be too much: strings in quotes, the rest as they are. */
export function flagLine(spec: FlagSpec): string {
  const short = spec.shorthand === undefined ? "    " : `-${spec.shorthand}, `;
  const text = spec.type === "slice" ? `[${spec.initial}]` : spec.initial;
  const shown =
    spec.type === "bool"
      ? `[=${spec.initial}]`
      : `=${spec.type === "string" ? JSON.stringify(text) : text}`;
  const head = `  ${short}--${spec.name}${shown}`;
  return `${head}\t${flagTexts[spec.name] ?? ""}`;
}

/** Words with tabs between, as Go's tabwriter sets them with a width of eight. */
export function tabbed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => bytesOfText(line.split("\t")[0] ?? "").length));
  const stop = (Math.floor(width / 8) + 1) * 8;
  return lines
    .map((line) => {
      const [left = "", right = ""] = line.split("\t");
      const tabs = "\t".repeat(Math.ceil((stop - left.length) / 8));
      return `${left}${tabs}${right}\n`;
    })
    .join("");
}
