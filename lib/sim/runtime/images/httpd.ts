// Apache httpd: "It works!" and files from its document root.
import { defineLayer } from "../../machine/layers";
import { civilFromMs } from "../../meta/time";
import type { HttpRequest, ServerAnswer } from "../../network/messages";
import { defineImage, type ServerSide } from "../define-image";
import { defineServer } from "../define-server";
import { accessLine, httpDate } from "../http-log";
import { httpdPage } from "../pages";
import { debianTools } from "../tool-sets";

const root = "/usr/local/apache2/htdocs";
const version = "Apache/2.4.65 (Unix)";

const server = defineServer({
  name: "httpd-foreground",
  summary: "HTTP server",
  ports: [80],
  usage: { cpuMillis: 1, memoryBytes: 24 * 1024 ** 2, cpuMsPerRequest: 0.8 },
  prints: "stderr",
  started: ({ process, world }) => {
    const fqdn = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${world.network.address}. Set the 'ServerName' directive globally to suppress this message\n`;
    const at = errorTime(process.now);
    return `${fqdn}${fqdn}${at} [mpm_event:notice] [pid 1:tid 1] AH00489: ${version} configured -- resuming normal operations\n${at} [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'\n`;
  },
  stopped: (signal, { process }) =>
    `${errorTime(process.now)} [mpm_event:notice] [pid 1:tid 1] AH00491: caught SIG${signal}, shutting down\n`,
  serve: (request, side) => (request.kind === "http" ? answer(request, side) : { kind: "reset" }),
});

function errorTime(ms: number): string {
  const t = civilFromMs(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = "Sun Mon Tue Wed Thu Fri Sat".split(" ")[t.weekday];
  const month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[t.month - 1];
  const micros = String(Math.floor(t.millisecond) * 1000).padStart(6, "0");
  return `[${day} ${month} ${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${micros} ${t.year}]`;
}

function answer(request: HttpRequest, side: ServerSide): ServerAnswer {
  const path = request.path.split("?")[0] ?? "/";
  const whole = side.files.isDirectory(root + path)
    ? `${root}${path.replace(/\/$/, "")}/index.html`
    : root + path;
  const exists = side.files.exists(whole);
  const body = exists
    ? side.files.read(whole)
    : '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n';
  const status = exists ? 200 : 404;
  side.log(
    "stdout",
    accessLine({ request, server: side, status, bytes: body.length, forwarded: false }).replace(
      / "-" "[^"]*"\n$/,
      "\n",
    ),
  );
  const headers = {
    Date: httpDate(side.now),
    Server: version,
    "Content-Length": String(body.length),
    "Content-Type": exists ? "text/html" : "text/html; charset=iso-8859-1",
  };
  return { kind: "http", status, headers, body: request.method === "HEAD" ? "" : body };
}

export const httpd = defineImage({
  repository: "docker.io/library/httpd",
  tags: /^(latest|2|2\.4(?:\.\d{1,2})?)?(?:(?:^|-)(alpine|bookworm|trixie))?$/,
  sizeBytes: (tag) => (tag.includes("alpine") ? 22_500_000 : 45_100_000),
  layers: [defineLayer("httpd", { [`${root}/index.html`]: httpdPage, "/tmp/": { mode: 0o1777 } })],
  command: ["httpd-foreground"],
  environment: {
    HTTPD_PREFIX: "/usr/local/apache2",
    HTTPD_VERSION: "2.4.65",
    PATH: "/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  },
  directory: "/usr/local/apache2",
  ports: [80],
  stopSignal: "WINCH",
  tools: debianTools,
  shell: "dash",
  programs: [{ ...server, handles: ["TERM", "INT", "QUIT", "WINCH"] }],
});
