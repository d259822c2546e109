// Image names as people write them and as the runtime keeps them.
//
// Kubernetes: github.com/distribution/reference (ParseDockerRef)

export interface ImageReference {
  /** `docker.io/library/nginx`. */
  readonly repository: string;
  /** Empty when a digest is given. */
  readonly tag: string;
  readonly digest?: string;
}

const shape =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?)\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** Nothing when the text is no image name. */
export function parseImage(text: string): ImageReference | undefined {
  if (!shape.test(text)) return undefined;
  const [name = "", digest] = text.split("@");
  const colon = name.lastIndexOf(":");
  const hasTag = colon > name.lastIndexOf("/");
  const path = hasTag ? name.slice(0, colon) : name;
  const tag = hasTag ? name.slice(colon + 1) : digest === undefined ? "latest" : "";
  return { repository: fullRepository(path), tag, ...(digest === undefined ? {} : { digest }) };
}

function fullRepository(path: string): string {
  const [first = "", ...rest] = path.split("/");
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (isHost) return path;
  return rest.length === 0 ? `docker.io/library/${path}` : `docker.io/${path}`;
}

/** `docker.io/library/nginx:1.27`, or with the digest instead of the tag. */
export function fullName({ repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}
