// dig: a DNS question and its answer, in full or short.
import type { Program } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { conclude, type NetworkIo, type Outcome, silentResolverMs } from "./outcome";

export const dig: Program<NetworkWorld> = {
  name: "dig",
  summary: "ask a DNS server",
  run: (io, resume) => conclude(io, resume, () => decide(io)),
};

function decide(io: NetworkIo): Outcome {
  const server = io.args.find((word) => word.startsWith("@"))?.slice(1);
  const options = new Set(io.args.filter((word) => word.startsWith("+")));
  const reverse = io.args.indexOf("-x");
  const words = io.args.filter(
    (word) => !/^[@+-]/.test(word) && !/^(A|AAAA|ANY|CNAME|IN|PTR)$/i.test(word),
  );
  const asked =
    reverse >= 0
      ? `${(io.args[reverse + 1] ?? "").split(".").reverse().join(".")}.in-addr.arpa`
      : (words[0] ?? ".");
  const name = options.has("+search") ? asked : `${asked.replace(/\.$/, "")}.`;
  const answer = io.world.network.query(name, server);
  const short = options.has("+short");
  if (answer.kind === "silent") {
    const [first = "127.0.0.1"] = answer.servers;
    return {
      stdout: `;; communications error to ${first}#53: timed out\n;; no servers could be reached\n`,
      status: 9,
      delayMs: silentResolverMs,
    };
  }
  const type = reverse >= 0 ? "PTR" : "A";
  const lines: string[] = [];
  if (answer.kind === "found") {
    let owner = answer.name;
    for (const alias of answer.aliases) {
      lines.push(
        short ? `${alias}.` : `${owner}.\t30\tIN\t${reverse >= 0 ? "PTR" : "CNAME"}\t${alias}.`,
      );
      owner = alias;
    }
    for (const address of answer.addresses)
      lines.push(short ? address : `${owner}.\t30\tIN\tA\t${address}`);
  }
  const text = lines.map((line) => `${line}\n`).join("");
  if (short) return { stdout: text, status: 0 };
  const status = answer.kind === "found" ? "NOERROR" : "NXDOMAIN";
  const question = answer.kind === "found" ? answer.name : name.replace(/\.$/, "");
  const section = lines.length === 0 ? "" : `;; ANSWER SECTION:\n${text}\n`;
  return {
    stdout: `\n; <<>> DiG 9.20.11 <<>> ${io.args.join(" ")}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4242\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${lines.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;${question}.\t\tIN\t${type}\n\n${section};; Query time: 0 msec\n;; SERVER: ${answer.server ?? ""}#53(${answer.server ?? ""}) (UDP)\n\n`,
    status: 0,
  };
}
