// nc: whether a port is open, and a plain request over it.
//
// Differs: listening (`-l`) is not simulated.
import type { Program } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { flagNames, lastOf, readFlags } from "./flags";
import {
  conclude,
  connectTimeoutMs,
  type NetworkIo,
  type Outcome,
  silentResolverMs,
  unreachableMs,
} from "./outcome";

const rules = { values: flagNames("w p i q"), switches: flagNames("z v u l n k 4 N") };

export const nc: Program<NetworkWorld> = {
  name: "nc",
  summary: "open a connection",
  run: (io, resume) => conclude(io, resume, () => decide(io)),
};

function decide(io: NetworkIo): Outcome {
  const read = readFlags(io.args, rules);
  if (read.unknown !== undefined)
    return { stderr: `nc: invalid option -- '${read.unknown.replace(/^-+/, "")}'\n`, status: 1 };
  if (read.flags.has("l")) return { stderr: "nc: listening is not simulated here\n", status: 1 };
  const [host, portText] = read.words;
  const port = Number(portText);
  if (host === undefined || !Number.isInteger(port))
    return { stderr: "Usage: nc [-zvu] [-w SEC] HOST PORT\n", status: 1 };
  const { network } = io.world;
  const name = network.lookup(host);
  if (name.kind !== "found") {
    return {
      stderr: `nc: bad address '${host}'\n`,
      status: 1,
      delayMs: name.kind === "silent" ? silentResolverMs : 0,
    };
  }
  const [address = host] = name.addresses;
  const place = `${host} (${address}:${port})`;
  const reach = network.connect(address, port, read.flags.has("u") ? "UDP" : "TCP");
  const limit = Number(lastOf(read, "w") ?? 0) * 1000;
  if (reach.kind === "refused") return { stderr: `nc: ${place}: Connection refused\n`, status: 1 };
  if (reach.kind !== "connected") {
    const waits = reach.kind === "unreachable" ? unreachableMs : connectTimeoutMs;
    const isShort = limit > 0 && limit < waits;
    const why =
      reach.kind === "unreachable" && !isShort ? "No route to host" : "Connection timed out";
    return { stderr: `nc: ${place}: ${why}\n`, status: 1, delayMs: isShort ? limit : waits };
  }
  const said = read.flags.has("v") ? `${place} open\n` : "";
  if (read.flags.has("z")) return { stderr: said, status: 0 };
  const text = io.stdin.read();
  if (text === "") return { stderr: said, status: 0 };
  const http = /^(\w+) (\S+) HTTP\/1\.[01]\r?\n/.exec(text);
  const answer = network.request(
    reach,
    http === null
      ? { kind: "raw", text: JSON.stringify(text.trim().split(/\s+/)) }
      : {
          kind: "http",
          method: http[1] ?? "GET",
          path: http[2] ?? "/",
          headers: { host },
          body: "",
        },
  );
  if (answer.kind === "http") {
    const head = Object.entries(answer.headers)
      .map(([key, value]) => `${key}: ${value}\r\n`)
      .join("");
    return {
      stdout: `HTTP/1.1 ${answer.status}\r\n${head}\r\n${answer.body}`,
      stderr: said,
      status: 0,
    };
  }
  return { stdout: answer.kind === "raw" ? `${answer.text}\n` : "", stderr: said, status: 0 };
}
