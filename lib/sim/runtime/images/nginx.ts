// nginx: serves files from its document root, logs each request, leaves politely on QUIT.
import { defineLayer } from "../../machine/layers";
import type { HttpRequest, ServerAnswer } from "../../network/messages";
import { reasonPhrase } from "../../network/messages";
import { defineImage, type ServerProgram, type ServerSide } from "../define-image";
import type { ServerIo } from "../define-server";
import { accessLine, httpDate, logTime } from "../http-log";
import { type NginxServer, nginxConfig, nginxDefaultConfig, readServers } from "../nginx-config";
import { nginxPage } from "../pages";
import { debianTools } from "../tool-sets";

const versions: Readonly<Record<string, string>> = {
  "1.21": "1.21.6",
  "1.22": "1.22.1",
  "1.23": "1.23.4",
  "1.24": "1.24.0",
  "1.25": "1.25.5",
  "1.26": "1.26.3",
  "1.27": "1.27.5",
  "1.28": "1.28.0",
  "1.29": "1.29.3",
};

/** `1.27-alpine` → `1.27.5`. */
function versionOf(tag: string): string {
  const [number = ""] = /^\d+(\.\d+)*/.exec(tag) ?? [""];
  if (number.split(".").length >= 3) return number;
  const stable = tag.startsWith("stable") ? "1.28" : "1.29";
  return (
    versions[number] ?? (number.split(".").length === 2 ? `${number}.0` : (versions[stable] ?? ""))
  );
}

const bindAttempts = 5;
const bindPauseMs = 500;
const worker = 29;

interface Binding {
  readonly ports: readonly number[];
  readonly bindAttempt: number;
}

type Memory = Binding | "serving";

const program: ServerProgram = {
  name: "nginx",
  summary: "HTTP server",
  handles: ["TERM", "INT", "QUIT", "HUP", "USR1", "WINCH"],
  run(io, resume) {
    const memory = resume as Memory | undefined;
    const signal = io
      .signals()
      .find((name) => name === "TERM" || name === "INT" || name === "QUIT");
    if (signal !== undefined) return leave(io, signal);
    if (memory === "serving") return { waitFor: {}, resume: "serving" };
    if (memory !== undefined) return bind(io, memory);
    const prepared = prepare(io);
    if (typeof prepared === "number") return prepared;
    io.stdout(entrypointLines);
    return bind(io, { ...prepared, bindAttempt: 1 });
  },
  serve: (request, server) =>
    request.kind === "http" ? answer(request, server) : { kind: "reset" },
};

const versionIn = (io: ServerIo): string => io.process.environment.NGINX_VERSION ?? "1.29.3";

/** The exit status of a flag or of a bad configuration; else the ports to listen on. */
function prepare(io: ServerIo): number | { readonly ports: readonly number[] } {
  const { args } = io;
  if (args.includes("-v") || args.includes("-V")) {
    io.stderr(`nginx version: nginx/${versionIn(io)}\n`);
    return 0;
  }
  const found = readServers(io.files);
  if ("error" in found) {
    io.stderr(
      `${now(io)} [emerg] ${io.process.pid}#${io.process.pid}: ${found.error}\nnginx: [emerg] ${found.error}\n`,
    );
    if (args.includes("-t"))
      io.stderr("nginx: configuration file /etc/nginx/nginx.conf test failed\n");
    return 1;
  }
  if (args.includes("-t")) {
    io.stderr(
      "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n",
    );
    return 0;
  }
  if (args.includes("-s")) {
    io.stderr(`${now(io)} [notice] ${io.process.pid}#${io.process.pid}: signal process started\n`);
    const master = io.system.byPid(1);
    const order = args[args.indexOf("-s") + 1];
    if (master !== undefined && order !== "reload")
      io.system.signal(master, order === "stop" ? "TERM" : "QUIT");
    return 0;
  }
  return { ports: [...new Set(found.flatMap((server) => server.ports))] };
}

function bind(io: ServerIo, { ports, bindAttempt: attempt }: Binding) {
  const taken = ports.find((port) => !io.world.network.listen(port));
  if (taken === undefined) {
    io.stderr(startLines(io));
    // Without `daemon off;` the master leaves its worker behind, and with it the container ends.
    const isForeground = io.args.join(" ").includes("daemon off") || !isFirst(io);
    return isForeground ? { waitFor: {}, resume: "serving" as const } : 0;
  }
  const place = `bind() to 0.0.0.0:${taken} failed (98: Address already in use)`;
  io.stderr(`${now(io)} [emerg] 1#1: ${place}\nnginx: [emerg] ${place}\n`);
  if (attempt >= bindAttempts) {
    io.stderr(
      `${now(io)} [emerg] 1#1: still could not bind()\nnginx: [emerg] still could not bind()\n`,
    );
    return 1;
  }
  io.stderr(`${now(io)} [notice] 1#1: try again to bind() after 500ms\n`);
  const resume: Memory = { ports, bindAttempt: attempt + 1 };
  return { waitFor: { until: io.process.now + bindPauseMs }, resume };
}

const isFirst = (io: ServerIo): boolean => io.process.pid === 1;

function leave(io: ServerIo, signal: string): number {
  const at = now(io);
  const last = `${at} [notice] 1#1: signal 17 (SIGCHLD) received from ${worker}\n${at} [notice] 1#1: worker process ${worker} exited with code 0\n${at} [notice] 1#1: exit\n`;
  if (signal === "QUIT") {
    io.stderr(
      `${at} [notice] 1#1: signal 3 (SIGQUIT) received, shutting down\n${at} [notice] ${worker}#${worker}: gracefully shutting down\n${at} [notice] ${worker}#${worker}: exiting\n${at} [notice] ${worker}#${worker}: exit\n${last}`,
    );
  } else {
    const number = signal === "TERM" ? 15 : 2;
    io.stderr(
      `${at} [notice] 1#1: signal ${number} (SIG${signal}) received, exiting\n${at} [notice] ${worker}#${worker}: exiting\n${at} [notice] ${worker}#${worker}: exit\n${last}`,
    );
  }
  return 0;
}

const now = (io: ServerIo): string => logTime(io.process.now);

const entrypointLines = `/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration
/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/
/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh
10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf
10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf
/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh
/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh
/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh
/docker-entrypoint.sh: Configuration complete; ready for start up
`;

function startLines(io: ServerIo): string {
  const at = now(io);
  return [
    'using the "epoll" event method',
    `nginx/${versionIn(io)}`,
    "built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1)",
    "OS: Linux 6.8.0-90-generic",
    "getrlimit(RLIMIT_NOFILE): 1048576:1048576",
    "start worker processes",
    `start worker process ${worker}`,
  ]
    .map((line) => `${at} [notice] 1#1: ${line}\n`)
    .join("");
}

function answer(request: HttpRequest, server: ServerSide): ServerAnswer {
  const found = readServers(server.files);
  const site =
    "error" in found ? undefined : found.find(({ ports }) => ports.includes(server.serverPort));
  const version = server.environment.NGINX_VERSION ?? "1.29.3";
  const path = decodePath(request.path);
  const result = respond(path, site, server);
  const body = result.body ?? errorPage(result.status, version);
  if (result.missing !== undefined) {
    server.log(
      "stderr",
      `${logTime(server.now)} [error] ${worker}#${worker}: *${countRequest(server)} ${result.missing}, client: ${server.clientAddress}, server: ${site?.name ?? "localhost"}, request: "${request.method} ${request.path} HTTP/1.1", host: "${request.headers.host ?? ""}"\n`,
    );
  } else countRequest(server);
  server.log(
    "stdout",
    accessLine({ request, server, status: result.status, bytes: body.length, forwarded: true }),
  );
  return {
    kind: "http",
    status: result.status,
    headers: {
      Server: `nginx/${version}`,
      Date: httpDate(server.now),
      "Content-Type": result.type ?? "text/html",
      "Content-Length": String(body.length),
      ...(result.location === undefined ? {} : { Location: result.location }),
      Connection: "keep-alive",
    },
    body: request.method === "HEAD" ? "" : body,
  };
}

/** nginx numbers the connections of a worker; the process remembers how many there were. */
function countRequest(server: ServerSide): number {
  const count = (typeof server.memory === "number" ? server.memory : 0) + 1;
  server.remember(count);
  return count;
}

interface Result {
  readonly status: number;
  readonly body?: string;
  readonly type?: string;
  readonly location?: string;
  readonly missing?: string;
}

function respond(path: string, site: NginxServer | undefined, { files }: ServerSide): Result {
  const location = site?.locations
    .filter(({ path: prefix, isExact }) => (isExact ? path === prefix : path.startsWith(prefix)))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.path.length - a.path.length)[0];
  const fixed = location?.answer ?? site?.answer;
  if (fixed !== undefined) {
    if (fixed.status >= 300 && fixed.status < 400)
      return { status: fixed.status, location: fixed.text };
    return {
      status: fixed.status,
      ...(fixed.text === "" ? {} : { body: fixed.text }),
      type: location?.type ?? "text/plain",
    };
  }
  const root = location?.root ?? site?.root ?? "/usr/share/nginx/html";
  const whole = `${root.replace(/\/$/, "")}${path}`;
  if (files.isDirectory(whole)) {
    if (!path.endsWith("/")) return { status: 301, location: `${path}/` };
    const index = `${whole}index.html`;
    if (files.exists(index)) return { status: 200, body: files.read(index) };
    return { status: 403, missing: `directory index of "${whole}" is forbidden` };
  }
  if (files.exists(whole)) return { status: 200, body: files.read(whole), type: typeOf(path) };
  return { status: 404, missing: `open() "${whole}" failed (2: No such file or directory)` };
}

function decodePath(path: string): string {
  const [plain = "/"] = path.split("?");
  return plain.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function typeOf(path: string): string {
  const types: Readonly<Record<string, string>> = {
    html: "text/html",
    txt: "text/plain",
    css: "text/css",
    js: "application/javascript",
    json: "application/json",
  };
  return types[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? "application/octet-stream";
}

function errorPage(status: number, version: string): string {
  const title = `${status} ${reasonPhrase(status)}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;
}

const layer = defineLayer("nginx", {
  "/usr/share/nginx/html/index.html": nginxPage,
  "/usr/share/nginx/html/50x.html":
    "<!DOCTYPE html>\n<html>\n<head>\n<title>Error</title>\n</head>\n<body>\n<h1>An error occurred.</h1>\n</body>\n</html>\n",
  "/etc/nginx/nginx.conf": nginxConfig,
  "/etc/nginx/conf.d/default.conf": nginxDefaultConfig,
  "/var/log/nginx/": "",
  "/var/cache/nginx/": "",
  "/tmp/": { mode: 0o1777 },
  "/etc/os-release":
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
});

const tags =
  /^(latest|mainline|stable|1|1\.(?:[7-9]|1\d|2\d)(?:\.\d{1,2})?)?(?:(?:^|-)(alpine|alpine-slim|perl|alpine-perl|bookworm|trixie|bullseye|otel|alpine3\.\d+))*$/;

export const nginx = defineImage({
  repository: "docker.io/library/nginx",
  tags,
  sizeBytes: (tag) =>
    tag.includes("slim") ? 5_200_000 : tag.includes("alpine") ? 20_506_152 : 59_774_010,
  layers: [layer],
  command: ["nginx", "-g", "daemon off;"],
  environment: (tag) => ({
    NGINX_VERSION: versionOf(tag),
    PKG_RELEASE: "1~bookworm",
    NJS_VERSION: "0.8.10",
  }),
  users: { nginx: 101 },
  ports: [80],
  stopSignal: "QUIT",
  tools: [...debianTools, "curl"],
  shell: "dash",
  programs: [program],
});
