// ps, pods and images: what there is.

import { goJsonIndent } from "../../../meta/go-json";
import { sha256Hex } from "../../../meta/sha256";
import type { ContainerRow, SandboxRow } from "../../../runtime/container-tables";
import { imagesOf, type StoredImage } from "../../../runtime/image-store";
import { humanBytes } from "../../etcdctl/print/rows";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import {
  ago,
  type CrictlCall,
  type CrictlCommand,
  CrictlError,
  containers,
  sandboxes,
  shortId,
  startedOf,
  table,
} from "../command";
import { containerJson, sandboxJson } from "../json";

const stateNames: Readonly<Record<ContainerRow["state"], string>> = {
  created: "Created",
  running: "Running",
  exited: "Exited",
};

export const ps: CrictlCommand = {
  name: "ps",
  usage: "[options]",
  summary: "List containers",
  flags: defineFlags(
    "all,a:bool quiet,q:bool name:string image:string label:string last,n:int latest,l:bool no-trunc:bool output,o:string=table pod,p:string state,s:string verbose,v:bool",
  ),
  run(call) {
    const { io, flags } = call;
    const shown = chosen(call);
    if (flags.bool("quiet")) io.stdout(shown.map(({ id }) => `${id}\n`).join(""));
    else if (flags.string("output") === "json")
      io.stdout(
        `${goJsonIndent({ containers: shown.map(containerJson) }, "  ", { keepOrder: true })}\n`,
      );
    else if (flags.string("output") !== "table")
      throw new CrictlError(`${flags.string("output")} output is not simulated here`);
    else io.stdout(containerTable(call, shown));
    return 0;
  },
};

function chosen(call: CrictlCall): ContainerRow[] {
  const { flags } = call;
  const state = flags.string("state").toLowerCase();
  const all = containers(call).sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
  const last = flags.bool("latest") ? 1 : flags.number("last");
  const showsAll = flags.bool("all") || last > 0 || state !== "";
  const shown = all.filter((row) => {
    if (!showsAll && row.state !== "running") return false;
    if (state !== "" && row.state !== state) return false;
    if (!row.sandbox.startsWith(flags.string("pod"))) return false;
    if (!row.image.includes(flags.string("image"))) return false;
    return new RegExp(escaped(flags.string("name"))).test(row.name);
  });
  return last > 0 ? shown.slice(0, last) : shown;
}

const escaped = (text: string): string => text.replace(/[.*+?()[\]{}|\\^$]/g, "\\$&");

function containerTable(call: CrictlCall, rows: readonly ContainerRow[]): string {
  const whole = call.flags.bool("no-trunc");
  const id = (text: string): string => (whole ? text : shortId(text));
  return table([
    ["CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "ATTEMPT", "POD ID", "POD", "NAMESPACE"],
    ...rows.map((row) => [
      id(row.id),
      id(imageId(row.imageDigest)),
      ago(call.io.process.now - startedOf(row)),
      stateNames[row.state],
      row.name,
      String(row.attempt),
      id(row.sandbox),
      row.pod.name,
      row.pod.namespace,
    ]),
  ]);
}

export const pods: CrictlCommand = {
  name: "pods",
  usage: "[options]",
  summary: "List pods",
  flags: defineFlags(
    "quiet,q:bool name:string namespace:string state,s:string label:string last,n:int latest,l:bool no-trunc:bool output,o:string=table id:string verbose,v:bool",
  ),
  run(call) {
    const { io, flags } = call;
    const state = flags.string("state").toLowerCase();
    const shown = sandboxes(call)
      .filter(
        (row) =>
          row.pod.name.includes(flags.string("name")) &&
          row.pod.namespace.includes(flags.string("namespace")) &&
          row.id.startsWith(flags.string("id")) &&
          (state === "" || row.state.toLowerCase() === state),
      )
      .sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
    if (flags.bool("quiet")) io.stdout(shown.map(({ id }) => `${id}\n`).join(""));
    else if (flags.string("output") === "json")
      io.stdout(`${goJsonIndent({ items: shown.map(sandboxJson) }, "  ", { keepOrder: true })}\n`);
    else io.stdout(podTable(call, shown));
    return 0;
  },
};

function podTable({ io, flags }: CrictlCall, rows: readonly SandboxRow[]): string {
  return table([
    ["POD ID", "CREATED", "STATE", "NAME", "NAMESPACE", "ATTEMPT", "RUNTIME"],
    ...rows.map((row) => [
      flags.bool("no-trunc") ? row.id : shortId(row.id),
      ago(io.process.now - row.createdMs),
      row.state === "ready" ? "Ready" : "NotReady",
      row.pod.name,
      row.pod.namespace,
      String(row.attempt),
      "(default)",
    ]),
  ]);
}

/** Differs: made from the digest of the manifest, as the simulated registry has no image configs. */
export const imageId = (digest: string): string => sha256Hex(`config ${digest}`);

const digestOf = ({ repository, digest }: StoredImage): string => `${repository}@${digest}`;

export const images: CrictlCommand = {
  name: "images",
  aliases: ["image", "img"],
  usage: "[options] [REPOSITORY[:TAG]]",
  summary: "List images",
  flags: defineFlags(
    "digests:bool no-trunc:bool output,o:string=table quiet,q:bool verbose,v:bool filter:string",
  ),
  run({ io, args, flags }) {
    const [wanted] = args;
    const all = imagesOf(io.world.host.state, io.process.machine).filter(
      ({ name }) => wanted === undefined || name.includes(wanted),
    );
    if (flags.bool("quiet")) {
      io.stdout(all.map((image) => `sha256:${imageId(digestOf(image))}\n`).join(""));
      return 0;
    }
    if (flags.string("output") === "json") {
      const shown = all.map((image) => ({
        id: `sha256:${imageId(digestOf(image))}`,
        repoTags: [image.name],
        repoDigests: [digestOf(image)],
        size: String(image.sizeBytes),
        username: "",
        pinned: image.repository.endsWith("/pause"),
      }));
      io.stdout(`${goJsonIndent({ images: shown }, "  ", { keepOrder: true })}\n`);
      return 0;
    }
    io.stdout(
      table([
        ["IMAGE", "TAG", "IMAGE ID", "SIZE"],
        ...all.map((image) => [
          image.repository,
          image.tag,
          flags.bool("no-trunc")
            ? `sha256:${imageId(digestOf(image))}`
            : shortId(imageId(digestOf(image))),
          humanBytes(image.sizeBytes).replace(" ", "").replace("k", "k"),
        ]),
      ]),
    );
    return 0;
  },
};
