// What kubectl reads of every document before it sends it: type and metadata, nothing else.
//
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/metadata_decoder.go (metadataOnlyObject)
import { isJsonObject } from "../object";
import { decodeModel } from "./decode";
import { valueKind } from "./decode-scalar";

const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** `json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string`. */
export function decodeMetadataOnly(document: unknown): string | undefined {
  if (!isJsonObject(document)) return undefined;
  for (const key of ["apiVersion", "kind"]) {
    const value = document[key];
    if (value === undefined || value === null || typeof value === "string") continue;
    return `json: cannot unmarshal ${valueKind(value)} into Go struct field metadataOnlyObject.${key} of type string`;
  }
  const { metadata } = document;
  if (metadata === undefined || metadata === null) return undefined;
  if (!isJsonObject(metadata)) {
    return `json: cannot unmarshal ${valueKind(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`;
  }
  return decodeModel(objectMeta, metadata, [], "metadata").error;
}
