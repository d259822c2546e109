// wget, as busybox has it, and with GNU's words where the image is a distribution.
import type { Program } from "../../machine/program";
import { reasonPhrase } from "../../network/messages";
import type { NetworkWorld } from "../../network/process-network";
import { flagNames, lastOf, readFlags } from "./flags";
import {
  conclude,
  connectTimeoutMs,
  hasGnuTools,
  type NetworkIo,
  type Outcome,
  parseUrl,
  silentResolverMs,
  unreachableMs,
} from "./outcome";

const rules = {
  values: flagNames(
    "O=output-document T=timeout P=directory-prefix U=user-agent t=tries =header =post-data o=output-file",
  ),
  switches: flagNames(
    "q=quiet S=server-response c=continue =spider =no-check-certificate nv=no-verbose",
  ),
};

export const wget: Program<NetworkWorld> = {
  name: "wget",
  summary: "fetch a URL",
  run: (io, resume) => conclude(io, resume, () => decide(io)),
};

const usage =
  "BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[--no-check-certificate] [-P DIR] [-U AGENT] [-T SEC] URL...\n";

function decide(io: NetworkIo): Outcome {
  const read = readFlags(io.args, rules);
  if (read.unknown !== undefined)
    return {
      stderr: `wget: unrecognized option '${read.unknown.replace(/^-(?!-)/, "")}'\n${usage}`,
      status: 1,
    };
  const [target] = read.words;
  const url = target === undefined ? undefined : parseUrl(target);
  if (target === undefined || url === undefined) return { stderr: usage, status: 1 };
  const isGnu = hasGnuTools(io);
  const fail = (message: string, status: number, delayMs = 0): Outcome => ({
    stderr: `${message}\n`,
    status: isGnu ? status : 1,
    delayMs,
  });
  const limit = Number(lastOf(read, "timeout") ?? "") * 1000 || undefined;
  const { network } = io.world;
  const name = network.lookup(url.host);
  if (name.kind !== "found" || name.addresses.length === 0) {
    const message = isGnu
      ? `wget: unable to resolve host address '${url.host}'`
      : `wget: bad address '${url.host}'`;
    return fail(message, 4, name.kind === "silent" ? silentResolverMs : 0);
  }
  const [address = ""] = name.addresses;
  const remote = `${url.host} (${address}:${url.port})`;
  const begun = read.flags.has("quiet") ? "" : `Connecting to ${remote}\n`;
  const reach = network.connect(address, url.port);
  const cannot = (why: string): string =>
    `${begun}wget: can't connect to remote host (${address}): ${why}`;
  if (reach.kind === "refused") return fail(cannot("Connection refused"), 4);
  if (reach.kind !== "connected") {
    const waits = reach.kind === "unreachable" ? unreachableMs : connectTimeoutMs;
    if (limit !== undefined && limit < waits)
      return fail(`${begun}wget: download timed out`, 4, limit);
    return fail(
      cannot(reach.kind === "unreachable" ? "No route to host" : "Connection timed out"),
      4,
      waits,
    );
  }
  const headers: Record<string, string> = {
    host: url.port === 80 ? url.host : `${url.host}:${url.port}`,
    "user-agent": lastOf(read, "user-agent") ?? "Wget",
  };
  for (const header of read.flags.get("header") ?? []) {
    const colon = header.indexOf(":");
    if (colon > 0) headers[header.slice(0, colon).toLowerCase()] = header.slice(colon + 1).trim();
  }
  const post = lastOf(read, "post-data");
  const answer = network.request(reach, {
    kind: "http",
    method: read.flags.has("spider") ? "HEAD" : post === undefined ? "GET" : "POST",
    path: url.path,
    headers,
    body: post ?? "",
  });
  if (answer.kind === "none") return fail(`${begun}wget: download timed out`, 4, limit ?? 900_000);
  if (answer.kind !== "http") return fail(`${begun}wget: error getting response`, 4);
  const delayMs = answer.delayMs ?? 0;
  if (limit !== undefined && delayMs > limit)
    return fail(`${begun}wget: download timed out`, 4, limit);
  if (answer.status >= 400) {
    const message = `${begun}wget: server returned error: HTTP/1.1 ${answer.status} ${reasonPhrase(answer.status)}`;
    return fail(message, 8, delayMs);
  }
  if (read.flags.has("spider"))
    return { stderr: `${begun}remote file exists\n`, status: 0, delayMs };
  const file =
    lastOf(read, "output-document") ?? (url.path.split("/").at(-1)?.split("?")[0] || "index.html");
  const bar = (label: string): string =>
    `${label.padEnd(20)} 100% |********************************| ${String(answer.body.length).padStart(5)}  0:00:00 ETA\n`;
  if (file === "-") {
    const said = begun === "" ? "" : `${begun}writing to stdout\n${bar("-")}written to stdout\n`;
    return { stdout: answer.body, stderr: said, status: 0, delayMs };
  }
  const said = begun === "" ? "" : `${begun}saving to '${file}'\n${bar(file)}'${file}' saved\n`;
  return {
    ...(file === "/dev/null" ? {} : { file: { path: file, text: answer.body } }),
    stderr: said,
    status: 0,
    delayMs,
  };
}
