// nerdctl ps, images, inspect, logs.
import { FileError } from "../../machine/file-error";
import type { ProgramResult } from "../../machine/program";
import { goJsonIndent } from "../../meta/go-json";
import { formatNanoTime } from "../../meta/time";
import { parseLog } from "../../runtime/container-log";
import type { ContainerRow } from "../../runtime/container-tables";
import { imagesOf } from "../../runtime/image-store";
import { ago } from "../crictl/command";
import { imageId } from "../crictl/verbs/list";
import { table } from "../ctr/command";
import { binaryBytes } from "../ctr/images";
import { defineFlags } from "../kubectl/flags/flag-specs";
import { imagePlace } from "../runtime-tools/plain-container";
import {
  find,
  type NerdctlCall,
  type NerdctlCommand,
  NerdctlError,
  nameOf,
  rowsOf,
} from "./command";

const commandWidth = 20;

export const ps: NerdctlCommand = {
  name: "ps",
  usage: "[flags]",
  summary: "List containers",
  flags: defineFlags("all,a:bool quiet,q:bool no-trunc:bool latest,l:bool last,n:int=-1"),
  run(call) {
    const { io, flags } = call;
    const shown = rowsOf(call).filter((row) => flags.bool("all") || row.state === "running");
    if (flags.bool("quiet")) {
      io.stdout(shown.map(({ id }) => `${id.slice(0, 12)}\n`).join(""));
      return 0;
    }
    io.stdout(
      table([
        ["CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"],
        ...shown.map((row) => [
          row.id.slice(0, 12),
          row.imageName,
          shownCommand(row, flags.bool("no-trunc")),
          ago(io.process.now - row.createdMs),
          statusOf(call, row),
          (row.ports ?? [])
            .map(({ host, container }) => `0.0.0.0:${host}->${container}/tcp`)
            .join(", "),
          nameOf(row),
        ]),
      ]),
    );
    return 0;
  },
};

function shownCommand({ command }: ContainerRow, isWhole: boolean): string {
  const text = command.join(" ");
  return JSON.stringify(
    isWhole || text.length <= commandWidth ? text : `${text.slice(0, commandWidth - 1)}…`,
  );
}

function statusOf({ io }: NerdctlCall, row: ContainerRow): string {
  if (row.state === "running") return "Up";
  if (row.state === "created") return "Created";
  return `Exited (${row.exitCode ?? 0}) ${ago(io.process.now - (row.finishedMs ?? io.process.now))}`;
}

export const images: NerdctlCommand = {
  name: "images",
  usage: "[flags] [REPOSITORY[:TAG]]",
  summary: "List images",
  flags: defineFlags("quiet,q:bool no-trunc:bool digests:bool all,a:bool"),
  run(call) {
    const { io, flags, namespace } = call;
    const all = imagesOf(io.world.host.state, imagePlace(io.process.machine, namespace));
    const id = (digest: string): string => imageId(digest).slice(0, 12);
    if (flags.bool("quiet")) {
      io.stdout(all.map(({ digest }) => `${id(digest)}\n`).join(""));
      return 0;
    }
    io.stdout(
      table([
        ["REPOSITORY", "TAG", "IMAGE ID", "CREATED", "PLATFORM", "SIZE", "BLOB SIZE"],
        ...all.map((image) => [
          image.repository.replace(/^docker\.io\/(library\/)?/, ""),
          image.tag,
          id(image.digest),
          ago(io.process.now - image.pulledMs),
          "linux/amd64",
          binaryBytes(image.sizeBytes * 2.6).replace(" ", ""),
          binaryBytes(image.sizeBytes).replace(" ", ""),
        ]),
      ]),
    );
    return 0;
  },
};

export const inspect: NerdctlCommand = {
  name: "inspect",
  usage: "[flags] CONTAINER|IMAGE [CONTAINER|IMAGE...]",
  summary: "Return low-level information on objects.",
  run(call) {
    const rows = call.args.map((word) => find(call, word));
    if (rows.length === 0) throw new NerdctlError("requires at least 1 arg(s), only received 0");
    const shown = rows.map((row) => ({
      Id: row.id,
      Created: formatNanoTime(row.createdMs),
      Path: row.command[0] ?? "",
      Args: row.command.slice(1),
      State: {
        Status: row.state,
        Running: row.state === "running",
        Pid: row.process ?? 0,
        ExitCode: row.exitCode ?? 0,
        FinishedAt: row.finishedMs === undefined ? "" : formatNanoTime(row.finishedMs),
      },
      Image: row.imageName,
      Name: nameOf(row),
      Driver: "overlayfs",
      Config: { Env: Object.entries(row.environment).map(([name, value]) => `${name}=${value}`) },
    }));
    call.io.stdout(`${goJsonIndent(shown, "    ", { keepOrder: true })}\n`);
    return 0;
  },
};

const pollMs = 500;

export const logs: NerdctlCommand = {
  name: "logs",
  usage: "[flags] CONTAINER",
  summary: "Fetch the logs of a container.",
  flags: defineFlags("follow,f:bool tail,n:string=all timestamps,t:bool since:string"),
  run(call, resume): ProgramResult {
    const { io, args, flags } = call;
    const row = find(call, args[0] ?? "");
    const lines = readLog(call, row);
    const tail = flags.string("tail");
    const start =
      typeof resume === "number"
        ? resume
        : tail === "all"
          ? 0
          : Math.max(0, lines.length - Number(tail));
    for (const { stream, text, time } of lines.slice(start))
      io[stream](`${flags.bool("timestamps") ? `${time} ` : ""}${text}\n`);
    if (!flags.bool("follow") || row.state !== "running") return 0;
    return { waitFor: { until: io.process.now + pollMs }, resume: lines.length };
  },
};

function readLog({ io }: NerdctlCall, { logPath }: ContainerRow) {
  try {
    return parseLog(io.files.read(logPath));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
