// The pull policy an image gets when none is given.
//
// Kubernetes: pkg/apis/core/v1/defaults.go (SetDefaults_Container)

/** `Always` when the tag is `latest` or missing. */
export function pullPolicyOf(image: string): string {
  const [name = "", digest] = image.split("@", 2);
  const colon = name.lastIndexOf(":");
  const hasTag = colon > name.lastIndexOf("/");
  if (!hasTag) return digest === undefined ? "Always" : "IfNotPresent";
  return name.slice(colon + 1) === "latest" ? "Always" : "IfNotPresent";
}
