// The images a node has, and what becomes of a pull.
//
// Kubernetes: containerd internal/cri/server/images/image_pull.go (the texts)
import { random } from "../kernel/random";
import { defineTable, type State } from "../kernel/state";
import { sha256Hex } from "../meta/sha256";
import { type ImageDefinition, valueFor } from "./define-image";
import { fullName, type ImageReference, parseImage } from "./image-reference";
import { findImage, hasRegistry } from "./images";

/** An image as a node keeps it. */
export interface StoredImage {
  /** `docker.io/library/nginx:1.27`. */
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  /** Of the manifest: `sha256:…`. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly pulledMs: number;
}

/** Key: node NUL full name. */
const images = defineTable<StoredImage>("runtime.images");

export type PullPlan =
  | { readonly kind: "pulls"; readonly image: StoredImage; readonly durationMs: number }
  | { readonly kind: "fails"; readonly error: string; readonly durationMs: number };

export function storedImage(state: State, node: string, name: string): StoredImage | undefined {
  const reference = parseImage(name);
  return reference === undefined
    ? undefined
    : state.table(images).get(`${node}\0${fullName(reference)}`);
}

export function imagesOf(state: State, node: string): StoredImage[] {
  return state
    .table(images)
    .withPrefix(`${node}\0`)
    .map(([, image]) => image);
}

export function putImage(state: State, node: string, image: StoredImage): void {
  state.table(images).set(`${node}\0${image.name}`, image);
}

export function removeImage(state: State, node: string, image: StoredImage): boolean {
  return state.table(images).delete(`${node}\0${image.name}`);
}

/** What is behind a stored name. */
export function definitionOf(
  image: Pick<StoredImage, "repository" | "tag">,
): ImageDefinition | undefined {
  return findImage(image.repository);
}

/** Puts an image on a node without a pull, as a prepared node has its own. */
export function preloadImage(state: State, node: string, name: string): void {
  const reference = parseImage(name);
  if (reference === undefined) return;
  const image = describeImage(reference, state.now);
  if (image !== undefined) putImage(state, node, image);
}

/** Bytes per second of a pull: what a small machine gets from a registry nearby. */
const pullRate = 60_000_000;
const registryMs = 350;
const refusalMs = 300;

/** Decides how a pull will go; `putImage` when its time is over. */
export function planPull(state: State, name: string): PullPlan {
  const reference = parseImage(name);
  const jitter = 0.85 + 0.4 * random(state, "image-pull");
  if (reference === undefined) {
    return {
      kind: "fails",
      error: `failed to parse image name "${name}": invalid reference format`,
      durationMs: 0,
    };
  }
  const image = describeImage(reference, state.now);
  const durationMs = Math.round(refusalMs * jitter);
  if (image === undefined) return { kind: "fails", error: pullError(reference), durationMs };
  return {
    kind: "pulls",
    image,
    durationMs: Math.round((registryMs + (image.sizeBytes / pullRate) * 1000) * jitter),
  };
}

function describeImage(reference: ImageReference, now: number): StoredImage | undefined {
  const definition = findImage(reference.repository);
  if (definition === undefined) return undefined;
  const tag = reference.digest === undefined ? reference.tag : "latest";
  if (!definition.tags.test(tag)) return undefined;
  const digest = digestOf(reference.repository, tag);
  if (reference.digest !== undefined && reference.digest !== digest) return undefined;
  return {
    name: fullName(reference),
    repository: reference.repository,
    tag,
    digest,
    sizeBytes: valueFor(definition.sizeBytes, tag),
    pulledMs: now,
  };
}

export const digestOf = (repository: string, tag: string): string =>
  `sha256:${sha256Hex(`manifest ${repository}:${tag}`)}`;

function pullError(reference: ImageReference): string {
  const name = fullName(reference);
  const { repository } = reference;
  const host = repository.slice(0, repository.indexOf("/"));
  const prefix = `failed to pull and unpack image "${name}": failed to resolve image: `;
  if (!hasRegistry(host)) {
    const [path, server] = [
      repository.slice(host.length + 1),
      host === "docker.io" ? "registry-1.docker.io" : host,
    ];
    const url = `https://${server}/v2/${path}/manifests/${reference.digest ?? reference.tag}`;
    const lookup = host.replace(/:\d+$/, "");
    return `rpc error: code = Unknown desc = ${prefix}failed to do request: Head "${url}": dial tcp: lookup ${lookup}: no such host`;
  }
  if (host === "docker.io" && findImage(repository) === undefined) {
    return `rpc error: code = Unknown desc = ${prefix}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
  }
  return `rpc error: code = NotFound desc = ${prefix}${name}: not found`;
}
