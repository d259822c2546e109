import { goJsonIndent } from "@/lib/sim/meta/go-json";
import { isJsonObject } from "@/lib/sim/meta/object";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import type { Session } from "../session";

export const version: Command = {
  name: "version",
  summary: "Print the client and server version information",
  usage: "[flags]",
  flags: defineFlags("client:bool output,o:string"),
  run: runVersion,
};

const clientVersion = {
  major: "1",
  minor: "36",
  gitVersion: "v1.36.4",
  gitCommit: "bb826b1d48562f110659e64e8ec444327433db95",
  gitTreeState: "clean",
  buildDate: "2026-09-29T20:03:31Z",
  goVersion: "go1.27.1",
  compiler: "gc",
  platform: "linux/amd64",
};
const kustomizeVersion = "v5.8.1";

function runVersion(session: Session): number {
  const { flags, args, io } = session;
  if (args.length > 0) throw new CommandError(`extra arguments: [${args.join(" ")}]`);
  const output = flags.string("output");
  if (!["", "yaml", "json"].includes(output))
    throw new CommandError("--output must be 'yaml' or 'json'");
  const server = flags.bool("client") ? undefined : askServer(session);
  const document = {
    clientVersion,
    kustomizeVersion,
    ...(server !== undefined && !(server instanceof Error) ? { serverVersion: server } : {}),
  };
  if (output === "json") io.stdout(`${goJsonIndent(document, "  ", { keepOrder: true })}\n`);
  else if (output === "yaml") io.stdout(`${writeYaml(document)}\n`);
  else {
    io.stdout(
      `Client Version: ${clientVersion.gitVersion}\nKustomize Version: ${kustomizeVersion}\n`,
    );
    if (isJsonObject(server)) io.stdout(`Server Version: ${String(server.gitVersion ?? "")}\n`);
  }
  if (server instanceof Error) throw server;
  return 0;
}

function askServer(session: Session): unknown {
  try {
    const body = session.cluster.client.raw({ path: "/version", query: { timeout: ["32s"] } });
    return typeof body === "string" ? JSON.parse(body) : body;
  } catch (thrown) {
    return asError(thrown);
  }
}
