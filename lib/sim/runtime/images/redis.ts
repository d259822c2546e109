// redis: a server that remembers keys, and redis-cli to ask it.
import { defineLayer } from "../../machine/layers";
import { civilFromMs } from "../../meta/time";
import { defineImage, type ServerProgram, type ServerSide } from "../define-image";
import { defineServer } from "../define-server";
import { busyboxTools } from "../tool-sets";

const port = 6379;
const version = "8.2.1";

/** `1:M 23 Nov 2026 04:08:16.106 `. */
function stamp(ms: number, role: "C" | "M"): string {
  const t = civilFromMs(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  const month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[t.month - 1];
  const millis = String(Math.floor(t.millisecond)).padStart(3, "0");
  return `1:${role} ${two(t.day)} ${month} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${millis} `;
}

const server = defineServer({
  name: "redis-server",
  summary: "key-value store",
  ports: [port],
  usage: { cpuMillis: 3, memoryBytes: 4 * 1024 ** 2, cpuMsPerRequest: 0.1 },
  started({ process: { now }, args }) {
    const [child, main] = [stamp(now, "C"), stamp(now, "M")];
    const config = args.some((word) => !word.startsWith("-"))
      ? `${child}# Configuration loaded\n`
      : `${child}# Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf\n`;
    return `${child}# oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo\n${child}# Redis version=${version}, bits=64, commit=00000000, modified=0, pid=1, just started\n${config}${main}* monotonic clock: POSIX clock_gettime\n${main}* Running mode=standalone, port=${port}.\n${main}# Server initialized\n`;
  },
  ready: ({ process }) => `${stamp(process.now, "M")}* Ready to accept connections tcp\n`,
  stopped(signal, { process }) {
    const at = stamp(process.now, "M");
    return `1:signal-handler (${Math.floor(process.now / 1000)}) Received SIG${signal} scheduling shutdown...\n${at}* User requested shutdown...\n${at}# Redis is now ready to exit, bye bye...\n`;
  },
  serve: (request, side) =>
    request.kind === "raw"
      ? { kind: "raw", text: execute(JSON.parse(request.text), side) }
      : { kind: "reset" },
});

type Store = Readonly<Record<string, string>>;

function execute(words: readonly string[], side: ServerSide): string {
  const store = (side.memory ?? {}) as Store;
  const [command = "", key = "", value = ""] = words;
  const put = (text: string): void => side.remember({ ...store, [key]: text });
  const found = Object.hasOwn(store, key) ? store[key] : undefined;
  switch (command.toUpperCase()) {
    case "PING":
      return words.length > 1 ? key : "PONG";
    case "SET":
      put(value);
      return "OK";
    case "GET":
      return found ?? "";
    case "EXISTS":
      return found === undefined ? "0" : "1";
    case "DEL": {
      const { [key]: _gone, ...rest } = store;
      side.remember(rest);
      return found === undefined ? "0" : "1";
    }
    case "INCR": {
      const next = Number(found ?? "0") + 1;
      if (Number.isNaN(next)) return "(error) ERR value is not an integer or out of range";
      put(String(next));
      return String(next);
    }
    case "KEYS":
      return Object.keys(store).sort().join("\n");
    case "DBSIZE":
      return String(Object.keys(store).length);
    case "FLUSHALL":
      side.remember({});
      return "OK";
    case "INFO":
      return `# Server\nredis_version:${version}\nredis_mode:standalone\ntcp_port:${port}`;
    default:
      return `(error) ERR unknown command '${command}', with args beginning with: ${words
        .slice(1)
        .map((word) => `'${word}' `)
        .join("")}`;
  }
}

const cli: ServerProgram = {
  name: "redis-cli",
  summary: "ask a redis server",
  run(io) {
    let [host, to] = ["127.0.0.1", port];
    const words = [...io.args];
    while (words[0]?.startsWith("-")) {
      const [flag = "", value = ""] = words.splice(0, 2);
      if (flag === "-h") host = value;
      if (flag === "-p") to = Number(value);
    }
    const { network } = io.world;
    const named = network.lookup(host);
    if (named.kind !== "found") {
      io.stderr(`Could not connect to Redis at ${host}:${to}: Name does not resolve\n`);
      return 1;
    }
    const reach = network.connect(named.addresses[0] ?? host, to);
    if (reach.kind !== "connected") {
      const why = reach.kind === "refused" ? "Connection refused" : "Connection timed out";
      io.stderr(`Could not connect to Redis at ${host}:${to}: ${why}\n`);
      return 1;
    }
    const answer = network.request(reach, {
      kind: "raw",
      text: JSON.stringify(words.length === 0 ? ["PING"] : words),
    });
    if (answer.kind !== "raw") {
      io.stderr("Error: Server closed the connection\n");
      return 1;
    }
    io.stdout(`${answer.text}\n`);
    return 0;
  },
};

export const redis = defineImage({
  repository: "docker.io/library/redis",
  tags: /^(latest|[5-8]|[5-8]\.\d(?:\.\d{1,2})?)?(?:(?:^|-)(alpine|alpine3\.\d+|bookworm))?$/,
  sizeBytes: (tag) => (tag.includes("alpine") ? 17_200_000 : 53_900_000),
  layers: [defineLayer("redis", { "/data/": {}, "/tmp/": { mode: 0o1777 } })],
  command: ["redis-server"],
  environment: { REDIS_VERSION: version },
  directory: "/data",
  ports: [port],
  tools: busyboxTools,
  shell: "ash",
  programs: [server, cli],
});
