// nslookup: what a DNS server says of a name.
//
// Differs: busybox' own prints a line for every name of the search path that does not exist; here only the
// answer is printed.
import type { Program } from "../../machine/program";
import { isAddress } from "../../network/addresses";
import type { NetworkWorld } from "../../network/process-network";
import { conclude, hasGnuTools, type NetworkIo, type Outcome, silentResolverMs } from "./outcome";

export const nslookup: Program<NetworkWorld> = {
  name: "nslookup",
  summary: "look a name up",
  run: (io, resume) => conclude(io, resume, () => decide(io)),
};

function decide(io: NetworkIo): Outcome {
  const words = io.args.filter((word) => !word.startsWith("-"));
  const [name, server] = words;
  if (name === undefined)
    return { stderr: "Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n", status: 1 };
  const { network } = io.world;
  const question = isAddress(name) ? `${name.split(".").reverse().join(".")}.in-addr.arpa.` : name;
  const answer = network.query(question, server);
  if (answer.kind === "silent") {
    return {
      stdout: ";; connection timed out; no servers could be reached\n\n",
      status: 1,
      delayMs: silentResolverMs,
    };
  }
  const port = hasGnuTools(io) ? "#53" : ":53";
  const head = `Server:\t\t${answer.server}\nAddress:\t${answer.server}${port}\n\n`;
  if (answer.kind === "unknown") {
    return {
      stdout: `${head}** server can't find ${question.replace(/\.$/, "")}: NXDOMAIN\n\n`,
      status: 1,
    };
  }
  if (isAddress(name))
    return { stdout: `${head}${answer.name}\tname = ${answer.aliases[0] ?? ""}\n\n`, status: 0 };
  let owner = answer.name;
  let text = head;
  for (const alias of answer.aliases) {
    text += `${owner}\tcanonical name = ${alias}\n`;
    owner = alias;
  }
  for (const address of answer.addresses) text += `Name:\t${owner}\nAddress: ${address}\n`;
  return { stdout: `${text}\n`, status: 0 };
}
