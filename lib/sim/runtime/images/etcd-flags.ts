// The flags of an etcd server, as Go's flag package reads them, with their defaults.
//
// https://github.com/etcd-io/etcd: server/etcdmain/help.go

export interface EtcdFlags {
  readonly name: string;
  readonly dataDirectory: string;
  readonly clientUrls: readonly string[];
  readonly advertisedClientUrls: readonly string[];
  readonly peerUrls: readonly string[];
  readonly advertisedPeerUrls: readonly string[];
  readonly metricsUrls: readonly string[];
  readonly token: string;
  readonly wantsClientCertificate: boolean;
  /** Files it has to find. */
  readonly certificates: readonly string[];
  readonly authority?: string;
  readonly isHelp: boolean;
  readonly isVersion: boolean;
}

const values =
  "name data-dir wal-dir listen-client-urls advertise-client-urls listen-peer-urls initial-advertise-peer-urls initial-cluster initial-cluster-state initial-cluster-token listen-metrics-urls listen-client-http-urls cert-file key-file trusted-ca-file peer-cert-file peer-key-file peer-trusted-ca-file snapshot-count heartbeat-interval election-timeout max-snapshots max-wals quota-backend-bytes max-request-bytes max-txn-ops auto-compaction-retention auto-compaction-mode logger log-level log-outputs log-format metrics watch-progress-notify-interval experimental-watch-progress-notify-interval cipher-suites tls-min-version tls-max-version cors host-whitelist grpc-keepalive-min-time strict-reconfig-check feature-gates config-file auth-token";
const switches =
  "client-cert-auth peer-client-cert-auth auto-tls peer-auto-tls pre-vote experimental-initial-corrupt-check force-new-cluster enable-pprof h help version";

const valueNames: ReadonlySet<string> = new Set(values.split(" "));
const switchNames: ReadonlySet<string> = new Set(switches.split(" "));

export function readEtcdFlags(args: readonly string[]): EtcdFlags | { readonly wrong: string } {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const found = /^--?([a-z0-9-]+)(?:=([\s\S]*))?$/.exec(args[at] ?? "");
    if (found === null) return { wrong: `'${args[at]}' is not a valid flag` };
    const [, name = "", value] = found;
    if (switchNames.has(name)) given.set(name, value ?? "true");
    else if (!valueNames.has(name)) return { wrong: `flag provided but not defined: -${name}` };
    else {
      const own = value ?? args[++at];
      if (own === undefined) return { wrong: `flag needs an argument: -${name}` };
      given.set(name, own);
    }
  }
  return flagsOf(given);
}

function flagsOf(given: ReadonlyMap<string, string>): EtcdFlags {
  const list = (name: string, initial: string): string[] =>
    (given.get(name) ?? initial).split(",").filter((url) => url !== "");
  const name = given.get("name") ?? "default";
  const files = ["cert-file", "key-file", "trusted-ca-file"];
  const certificates = [...files, ...files.map((file) => `peer-${file}`)];
  const authority = given.get("trusted-ca-file");
  return {
    name,
    dataDirectory: given.get("data-dir") ?? `${name}.etcd`,
    clientUrls: list("listen-client-urls", "http://localhost:2379"),
    advertisedClientUrls: list("advertise-client-urls", "http://localhost:2379"),
    peerUrls: list("listen-peer-urls", "http://localhost:2380"),
    advertisedPeerUrls: list("initial-advertise-peer-urls", "http://localhost:2380"),
    metricsUrls: list("listen-metrics-urls", ""),
    token: given.get("initial-cluster-token") ?? "etcd-cluster",
    wantsClientCertificate: given.get("client-cert-auth") === "true",
    certificates: certificates.flatMap((file) => given.get(file) ?? []),
    ...(authority === undefined ? {} : { authority }),
    isHelp: given.has("help") || given.has("h"),
    isVersion: given.has("version"),
  };
}

export const etcdHelp = `Usage:

  etcd [flags]
    Start an etcd server.

  etcd --version
    Show the version of etcd.

  etcd -h | --help
    Show the help information about etcd.

Member:
  --name 'default'
    Human-readable name for this member.
  --data-dir '\${name}.etcd'
    Path to the data directory.
  --listen-peer-urls 'http://localhost:2380'
    List of URLs to listen on for peer traffic.
  --listen-client-urls 'http://localhost:2379'
    List of URLs to listen on for client grpc traffic and http as long as --listen-client-http-urls is not specified.

Clustering:
  --initial-advertise-peer-urls 'http://localhost:2380'
    List of this member's peer URLs to advertise to the rest of the cluster.
  --initial-cluster 'default=http://localhost:2380'
    Initial cluster configuration for bootstrapping.
  --advertise-client-urls 'http://localhost:2379'
    List of this member's client URLs to advertise to the public.

Security:
  --cert-file ''
    Path to the client server TLS cert file.
  --key-file ''
    Path to the client server TLS key file.
  --client-cert-auth 'false'
    Enable client cert authentication.
  --trusted-ca-file ''
    Path to the client server TLS trusted CA cert file.
`;
