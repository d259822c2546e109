// inspect, inspectp, inspecti, logs, info, version, stats: one thing from close by.
import { FileError } from "../../../machine/file-error";
import type { ProgramResult } from "../../../machine/program";
import { parseGoDuration } from "../../../meta/duration";
import { goJsonIndent } from "../../../meta/go-json";
import { parseTime } from "../../../meta/time";
import { parseLog } from "../../../runtime/container-log";
import type { ContainerRow } from "../../../runtime/container-tables";
import { storedImage } from "../../../runtime/image-store";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import {
  type CrictlCall,
  type CrictlCommand,
  CrictlError,
  containers,
  findContainer,
  findSandbox,
  shortId,
  table,
} from "../command";
import { containerStatusJson, sandboxStatusJson } from "../json";
import { imageId } from "./list";

const output = defineFlags("output,o:string=json quiet,q:bool");

const show = ({ io }: CrictlCall, value: unknown): number => {
  io.stdout(`${goJsonIndent(value, "  ", { keepOrder: true })}\n`);
  return 0;
};

const needed = ({ args }: CrictlCall): string => {
  const [id] = args;
  if (id === undefined) throw new CrictlError("ID cannot be empty");
  return id;
};

export const inspect: CrictlCommand = {
  name: "inspect",
  usage: "[options] CONTAINER-ID [CONTAINER-ID...]",
  summary: "Display the status of one or more containers",
  flags: output,
  run: (call) => show(call, containerStatusJson(findContainer(call, needed(call)))),
};

export const inspectPod: CrictlCommand = {
  name: "inspectp",
  usage: "[options] POD-ID [POD-ID...]",
  summary: "Display the status of one or more pods",
  flags: output,
  run: (call) => show(call, sandboxStatusJson(findSandbox(call, needed(call)))),
};

export const inspectImage: CrictlCommand = {
  name: "inspecti",
  usage: "[options] IMAGE-ID [IMAGE-ID...]",
  summary: "Return the status of one or more images",
  flags: output,
  run(call) {
    const name = needed(call);
    const image = storedImage(call.io.world.host.state, call.io.process.machine, name);
    if (image === undefined) throw new CrictlError(`no such image "${name}" present`);
    const digest = `${image.repository}@${image.digest}`;
    return show(call, {
      status: {
        id: `sha256:${imageId(digest)}`,
        repoTags: [image.name],
        repoDigests: [digest],
        size: String(image.sizeBytes),
        username: "",
        pinned: image.repository.endsWith("/pause"),
      },
    });
  },
};

const pollMs = 500;

export const logs: CrictlCommand = {
  name: "logs",
  usage: "[options] CONTAINER-ID",
  summary: "Fetch the logs of a container",
  flags: defineFlags(
    "follow,f:bool limit-bytes:int64 previous,p:bool since:string tail:int64=-1 timestamps:bool reopen,r:bool",
  ),
  run(call, resume): ProgramResult {
    const { io, flags } = call;
    const [signal] = io.signals();
    if (signal !== undefined) return 130;
    const container = logged(call);
    const lines = logLines(call, container);
    const since = flags.string("since");
    const from =
      since === ""
        ? undefined
        : (parseTime(since) ?? io.process.now - (parseGoDuration(since) ?? 0));
    const recent = lines.filter(({ time }) => from === undefined || (parseTime(time) ?? 0) >= from);
    const tail = flags.number("tail");
    const start =
      typeof resume === "number" ? resume : tail < 0 ? 0 : Math.max(0, recent.length - tail);
    for (const { stream, text, time } of recent.slice(start)) {
      io[stream](`${flags.bool("timestamps") ? `${time} ` : ""}${text}\n`);
    }
    if (!flags.bool("follow") || container.state === "exited") return 0;
    return { waitFor: { until: io.process.now + pollMs }, resume: recent.length };
  },
};

/** With `--previous` the container before this one. */
function logged(call: CrictlCall): ContainerRow {
  const row = findContainer(call, needed(call));
  if (!call.flags.bool("previous")) return row;
  const before = containers(call).find(
    (one) =>
      one.sandbox === row.sandbox && one.name === row.name && one.attempt === row.attempt - 1,
  );
  if (before === undefined) throw new CrictlError("failed to find previous container");
  return before;
}

function logLines({ io }: CrictlCall, { logPath }: ContainerRow) {
  try {
    return parseLog(io.files.read(logPath));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CrictlError(
      `failed to try resolving symlinks in path "${logPath}": lstat ${logPath}: no such file or directory`,
    );
  }
}

const runtimeVersion = "2.1.5";

export const version: CrictlCommand = {
  name: "version",
  usage: "",
  summary: "Display runtime version information",
  run({ io }) {
    io.stdout(
      `Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  ${runtimeVersion}\nRuntimeApiVersion:  v1\n`,
    );
    return 0;
  },
};

export const info: CrictlCommand = {
  name: "info",
  usage: "[options]",
  summary: "Display information of the container runtime",
  flags: output,
  run(call) {
    const { files } = call.io;
    const directory = "/etc/cni/net.d";
    const hasNetwork = files.isDirectory(directory) && files.list(directory).length > 0;
    return show(call, {
      status: {
        conditions: [
          { type: "RuntimeReady", status: true, reason: "", message: "" },
          {
            type: "NetworkReady",
            status: hasNetwork,
            reason: hasNetwork ? "" : "NetworkPluginNotReady",
            message: hasNetwork ? "" : "Network plugin returns error: cni plugin not initialized",
          },
        ],
      },
      config: {
        containerdRootDir: "/var/lib/containerd",
        containerdEndpoint: "/run/containerd/containerd.sock",
      },
    });
  },
};

export const stats: CrictlCommand = {
  name: "stats",
  usage: "[options] [ID]",
  summary: "List container(s) resource usage statistics",
  flags: defineFlags(
    "all,a:bool id:string label:string output,o:string=table pod,p:string seconds,s:int=1 watch,w:bool",
  ),
  run(call) {
    const [id = ""] = call.args;
    const rows = containers(call).filter((row) => row.state === "running" && row.id.startsWith(id));
    // Differs: use is not measured; the numbers are those of programs that wait.
    call.io.stdout(
      table([
        ["CONTAINER", "NAME", "CPU %", "MEM", "DISK", "INODES", "SWAP"],
        ...rows.map((row) => [shortId(row.id), row.name, "0.10", "12.5MB", "28.67kB", "11", "0B"]),
      ]),
    );
    return 0;
  },
};
