// ctr images: list, pull, remove, tag, check. Names are whole here: nothing is added to them.
import { formatTime } from "../../meta/time";
import { parseImage } from "../../runtime/image-reference";
import {
  digestOf,
  imagesOf,
  putImage,
  removeImage,
  type StoredImage,
} from "../../runtime/image-store";
import { imageId } from "../crictl/verbs/list";
import {
  beginPull,
  findStored,
  imagePlace,
  keepImage,
  type Pull,
} from "../runtime-tools/plain-container";
import { type CtrCall, type CtrCommand, CtrError, table } from "./command";

const type = "application/vnd.oci.image.index.v1+json";

const all = ({ io, namespace }: CtrCall): StoredImage[] =>
  imagesOf(io.world.host.state, imagePlace(io.process.machine, namespace));

/** The CRI keeps an image under its digest and its id as well. */
function references(call: CtrCall): { readonly reference: string; readonly image: StoredImage }[] {
  const images = all(call);
  const plain = images.map((image) => ({ reference: image.name, image }));
  if (call.namespace !== "k8s.io") return plain;
  const more = images.flatMap((image) => {
    const digest = `${image.repository}@${image.digest}`;
    return [
      { reference: digest, image },
      { reference: `sha256:${imageId(digest)}`, image },
    ];
  });
  return [...plain, ...more].sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

/** `11.0 MiB`, `298.7 KiB`. */
export function binaryBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let [value, at] = [bytes, 0];
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  return `${value.toFixed(1)} ${units[at]}`;
}

function labelsOf(call: CtrCall, image: StoredImage): string {
  if (call.namespace !== "k8s.io") return "-";
  const pinned = image.repository.endsWith("/pause") ? ",io.cri-containerd.pinned=pinned" : "";
  return `io.cri-containerd.image=managed${pinned}`;
}

export const imagesList: CtrCommand = {
  name: "images list",
  switches: ["q", "quiet"],
  run(call) {
    const { io, args } = call;
    const wanted = /^name==(.*)$/.exec(args[0] ?? "")?.[1];
    const shown = references(call).filter(
      ({ reference }) => wanted === undefined || reference === wanted,
    );
    if (call.has("q") || call.has("quiet")) {
      io.stdout(shown.map(({ reference }) => `${reference}\n`).join(""));
      return 0;
    }
    io.stdout(
      table(
        [
          ["REF", "TYPE", "DIGEST", "SIZE", "PLATFORMS", "LABELS"],
          ...shown.map(({ reference, image }) => [
            reference,
            type,
            image.digest,
            binaryBytes(image.sizeBytes),
            "linux/amd64",
            labelsOf(call, image),
          ]),
        ],
        1,
      ),
    );
    return 0;
  },
};

export const imagesCheck: CtrCommand = {
  name: "images check",
  switches: ["q", "quiet"],
  run(call) {
    call.io.stdout(
      table(
        [
          ["REF", "TYPE", "DIGEST", "STATUS", "SIZE", "UNPACKED"],
          ...references(call).map(({ reference, image }) => {
            const size = binaryBytes(image.sizeBytes);
            return [reference, type, image.digest, "complete (2/2)", `${size}/${size}`, "true"];
          }),
        ],
        1,
      ),
    );
    return 0;
  },
};

export const imagesPull: CtrCommand = {
  name: "images pull",
  switches: ["plain-http", "k", "skip-verify", "all-platforms", "local", "print-chainid"],
  values: ["platform", "u", "user", "snapshotter", "hosts-dir", "label"],
  run(call, resume) {
    const { io, args, namespace } = call;
    const [name] = args;
    if (name === undefined) throw new CtrError("please provide an image reference to pull");
    const problem = referenceProblem(name);
    if (problem !== undefined) throw new CtrError(`failed to resolve image: ${problem}`);
    const plan = (resume as Pull | undefined) ?? beginPull(io, name);
    if (io.process.now < plan.due) return { waitFor: { until: plan.due }, resume: plan };
    if (plan.image === undefined) {
      const why = (plan.error ?? "")
        .replace(/^rpc error: code = \w+ desc = /, "")
        .replace(/^failed to pull and unpack image "[^"]*": failed to resolve image: /, "");
      throw new CtrError(`failed to resolve image: ${why}`);
    }
    keepImage(io, namespace, plan.image);
    io.stdout(
      `${name}: resolved       |++++++++++++++++++++++++++++++++++++++| \nmanifest-${plan.image.digest}: done           |++++++++++++++++++++++++++++++++++++++| \nlayer-${digestOf(plan.image.repository, "layer")}:    done           |++++++++++++++++++++++++++++++++++++++| \nelapsed: 1.2 s total:  ${binaryBytes(plan.image.sizeBytes)} (${binaryBytes(plan.image.sizeBytes / 1.2)}/s)\nunpacking linux/amd64 ${plan.image.digest}...\ndone: 87.4ms\n`,
    );
    return 0;
  },
};

/** ctr takes names as they are: without a registry they are no references. */
function referenceProblem(name: string): string | undefined {
  if (!name.includes("/") && name.includes(":")) {
    const tag = name.slice(name.indexOf(":"));
    return `parse "dummy://${name}": invalid port ${JSON.stringify(tag)} after host`;
  }
  return /^[^/]+\/.+[:@]/.test(name) && parseImage(name) !== undefined
    ? undefined
    : "object required";
}

export const imagesRemove: CtrCommand = {
  name: "images remove",
  switches: ["sync"],
  run(call) {
    const { io, args, namespace } = call;
    const { state } = io.world.host;
    const place = imagePlace(io.process.machine, namespace);
    for (const name of args) {
      const image = all(call).find((one) => one.name === name);
      if (image === undefined) {
        const text = `${name}: image not found`;
        io.stderr(
          `time="${formatTime(io.process.now)}" level=warning msg=${JSON.stringify(text)}\n`,
        );
        continue;
      }
      removeImage(state, place, image);
      io.stdout(`${name}\n`);
    }
    return 0;
  },
};

export const imagesTag: CtrCommand = {
  name: "images tag",
  switches: ["force", "local"],
  run(call) {
    const { io, args, namespace } = call;
    const [source = "", ...targets] = args;
    const image = findStored(io, namespace, source);
    if (image === undefined) throw new CtrError(`image ${JSON.stringify(source)}: not found`);
    for (const name of targets) {
      putImage(io.world.host.state, imagePlace(io.process.machine, namespace), { ...image, name });
      io.stdout(`${name}\n`);
    }
    return 0;
  },
};
