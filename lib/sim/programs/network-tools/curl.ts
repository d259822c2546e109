// curl: one request, its answer or its error number.
import type { Program } from "../../machine/program";
import { certificateHeader, type HttpResponse, reasonPhrase } from "../../network/messages";
import type { NetworkWorld } from "../../network/process-network";
import { flagNames, lastOf, type ReadFlags, readFlags } from "./flags";
import {
  conclude,
  connectTimeoutMs,
  type NetworkIo,
  type Outcome,
  parseUrl,
  silentResolverMs,
  type Url,
  unreachableMs,
} from "./outcome";

const rules = {
  values: flagNames(
    "m=max-time o=output H=header X=request d=data w=write-out A=user-agent u=user b=cookie e=referer F=form T=upload-file =connect-timeout =data-raw =data-binary =retry =retry-delay =cacert =cert =key =resolve =interface x=proxy",
  ),
  switches: flagNames(
    "s=silent S=show-error k=insecure I=head i=include v=verbose L=location f=fail O=remote-name g=globoff N=no-buffer 4=ipv4 6=ipv6 =compressed =http1.1 =retry-connrefused G=get h=help V=version",
  ),
};

const tlsPorts: ReadonlySet<number> = new Set([443, 2379, 6443, 10250, 10257, 10259]);
const redirects = 50;

export const curl: Program<NetworkWorld> = {
  name: "curl",
  summary: "request a URL",
  run: (io, resume) => conclude(io, resume, () => decide(io)),
};

function decide(io: NetworkIo): Outcome {
  const read = readFlags(io.args, rules);
  const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n";
  if (read.unknown !== undefined)
    return { stderr: `curl: option ${read.unknown}: is unknown\n${hint}`, status: 2 };
  if (read.incomplete !== undefined)
    return { stderr: `curl: option ${read.incomplete}: requires parameter\n${hint}`, status: 2 };
  if (read.flags.has("help")) return { stdout: "Usage: curl [options...] <url>\n", status: 0 };
  if (read.flags.has("version"))
    return {
      stdout: "curl 8.14.1 (x86_64-pc-linux-gnu) libcurl/8.14.1 OpenSSL/3.5.1\n",
      status: 0,
    };
  const [target] = read.words;
  if (target === undefined) return { stderr: `curl: (2) no URL specified\n${hint}`, status: 2 };
  const url = parseUrl(target);
  if (url === undefined) return failed(read, 3, "URL rejected: Malformed input to a URL function");
  return transfer(io, read, url, redirects);
}

const isSilent = ({ flags }: ReadFlags): boolean => flags.has("silent") && !flags.has("show-error");

function failed(read: ReadFlags, number: number, message: string, delayMs = 0): Outcome {
  const code = lastOf(read, "write-out");
  return {
    delayMs,
    ...(code === undefined ? {} : { stdout: writeOut(code, undefined) }),
    stderr: isSilent(read) ? "" : `curl: (${number}) ${message}\n`,
    status: number,
  };
}

function transfer(io: NetworkIo, read: ReadFlags, url: Url, left: number): Outcome {
  const { network } = io.world;
  const limit = secondsOf(lastOf(read, "max-time"));
  const connectLimit = secondsOf(lastOf(read, "connect-timeout")) ?? limit;
  const name = network.lookup(url.host);
  if (name.kind !== "found" || name.addresses.length === 0) {
    const waits =
      name.kind === "silent"
        ? Math.min(silentResolverMs, connectLimit ?? Number.POSITIVE_INFINITY)
        : 0;
    if (waits > 0 && connectLimit === waits)
      return failed(read, 28, `Resolving timed out after ${waits + 1} milliseconds`, waits);
    return failed(read, 6, `Could not resolve host: ${url.host}`, waits);
  }
  const reach = network.connect(name.addresses[0] ?? "", url.port);
  const cannot = (ms: number): string =>
    `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Could not connect to server`;
  if (reach.kind === "refused") return failed(read, 7, cannot(0));
  if (reach.kind === "unreachable" || reach.kind === "timeout") {
    const waits = reach.kind === "unreachable" ? unreachableMs : connectTimeoutMs;
    if (connectLimit !== undefined && connectLimit < waits) {
      return failed(
        read,
        28,
        `Connection timed out after ${connectLimit + 1} milliseconds`,
        connectLimit,
      );
    }
    return failed(read, reach.kind === "timeout" ? 28 : 7, cannot(waits), waits);
  }
  const isTls = tlsPorts.has(reach.serverPort);
  if (url.scheme === "https" && !isTls) {
    return failed(read, 35, "TLS connect error: error:0A00010B:SSL routines::wrong version number");
  }
  if (url.scheme === "https" && !read.flags.has("insecure") && !read.flags.has("cacert")) {
    return failed(
      read,
      60,
      "SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html",
    );
  }
  const data = ["data", "data-raw", "data-binary"].flatMap((flag) => read.flags.get(flag) ?? []);
  const method = read.flags.has("head")
    ? "HEAD"
    : (lastOf(read, "request") ?? (data.length > 0 ? "POST" : "GET"));
  const port = url.port === (url.scheme === "https" ? 443 : 80) ? "" : `:${url.port}`;
  const headers: Record<string, string> = {
    host: url.host + port,
    "user-agent": lastOf(read, "user-agent") ?? "curl/8.14.1",
    accept: "*/*",
  };
  for (const header of read.flags.get("header") ?? []) {
    const colon = header.indexOf(":");
    if (colon > 0)
      headers[header.slice(0, colon).trim().toLowerCase()] = header.slice(colon + 1).trim();
  }
  const certificate = lastOf(read, "cert");
  if (isTls && certificate !== undefined) {
    if (!io.files.exists(certificate))
      return failed(
        read,
        58,
        `could not load PEM client certificate from ${certificate}, OpenSSL error error:80000002:system library::No such file or directory, (no key found, wrong pass phrase, or wrong file format?)`,
      );
    headers[certificateHeader] = io.files.read(certificate);
  }
  const answer = network.request(reach, {
    kind: "http",
    method,
    path: url.path,
    headers,
    body: data.join("&"),
  });
  if (answer.kind === "none") {
    const waits = limit ?? connectTimeoutMs;
    return failed(
      read,
      28,
      `Operation timed out after ${waits + 1} milliseconds with 0 bytes received`,
      waits,
    );
  }
  if (answer.kind !== "http") return failed(read, 52, "Empty reply from server");
  const delayMs = answer.delayMs ?? 0;
  if (limit !== undefined && delayMs > limit) {
    return failed(
      read,
      28,
      `Operation timed out after ${limit + 1} milliseconds with 0 bytes received`,
      limit,
    );
  }
  const location = answer.headers.Location;
  if (read.flags.has("location") && location !== undefined && left > 0) {
    const next = parseUrl(
      location.startsWith("/") ? `${url.scheme}://${url.host}:${url.port}${location}` : location,
    );
    if (next !== undefined) return transfer(io, read, next, left - 1);
  }
  return { ...present(io, read, url, answer), delayMs };
}

function present(io: NetworkIo, read: ReadFlags, url: Url, answer: HttpResponse): Outcome {
  if (read.flags.has("fail") && answer.status >= 400) {
    return failed(read, 22, `The requested URL returned error: ${answer.status}`);
  }
  const head = `HTTP/1.1 ${answer.status} ${reasonPhrase(answer.status)}\r\n${Object.entries(
    answer.headers,
  )
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;
  const isHead = read.flags.has("head");
  const body = isHead ? head : read.flags.has("include") ? head + answer.body : answer.body;
  const file =
    lastOf(read, "output") ??
    (read.flags.has("remote-name") ? url.path.split("/").at(-1) : undefined);
  const code = lastOf(read, "write-out");
  const after = code === undefined ? "" : writeOut(code, answer);
  const trace = read.flags.has("verbose") ? verbose(url, answer, head) : "";
  const toScreen = file === undefined && io.process.terminalColumns !== undefined;
  const meter =
    read.flags.has("silent") || toScreen || trace !== "" ? "" : progress(answer.body.length);
  if (file === undefined || file === "-")
    return { stdout: body + after, stderr: trace + meter, status: 0 };
  return {
    ...(file === "/dev/null" ? {} : { file: { path: file, text: body } }),
    stdout: after,
    stderr: trace + meter,
    status: 0,
  };
}

function writeOut(format: string, answer: HttpResponse | undefined): string {
  const code = String(answer?.status ?? 0).padStart(3, "0");
  return format
    .replaceAll("\\n", "\n")
    .replaceAll("\\t", "\t")
    .replace(/%\{(\w+)\}/g, (_, name: string) => {
      if (name === "http_code" || name === "response_code") return code;
      if (name === "size_download") return String(answer?.body.length ?? 0);
      return name.startsWith("time_") ? "0.001000" : "";
    });
}

function verbose(url: Url, answer: HttpResponse, head: string): string {
  const asked = `> GET ${url.path} HTTP/1.1\r\n> Host: ${url.host}\r\n> User-Agent: curl/8.14.1\r\n> Accept: */*\r\n> \r\n`;
  const told = head
    .trimEnd()
    .split("\r\n")
    .map((line) => `< ${line}\r\n`)
    .join("");
  return `* Established connection to ${url.host} port ${url.port}\n${asked}* Request completely sent off\n${told}< \r\n{ [${answer.body.length} bytes data]\n* Connection #0 to host ${url.host} left intact\n`;
}

function progress(bytes: number): string {
  const size = String(bytes).padStart(5);
  return `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100 ${size}  100 ${size}    0     0   300k      0 --:--:-- --:--:-- --:--:--  300k\n`;
}

function secondsOf(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) || value <= 0
    ? undefined
    : Math.round(value * 1000);
}
