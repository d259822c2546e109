// `application/vnd.kubernetes.protobuf`: four bytes, then runtime.Unknown{typeMeta=1, raw=2}. kubectl from
// 1.32 on sends its typed writes so, and has nothing else to fall back on.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/runtime/serializer/protobuf/protobuf.go
import { goQuote, textOfUtf8 } from "../go-text";
import { parseApiVersion } from "../object";
import { lookup } from "../schema/lookup";
import { decodeMessage, type Json } from "./decode-message";
import { encodeMessage } from "./encode-message";
import { readFields, WireError, type WireFields } from "./wire";
import { WireWriter } from "./write-wire";

export const protobufType = "application/vnd.kubernetes.protobuf";

const magic = [0x6b, 0x38, 0x73, 0x00];

/** The object in the envelope as JSON, with its kind and version. */
export function decodeProtobuf(
  bytes: Uint8Array,
): { readonly value: Json } | { readonly error: string } {
  if (!magic.every((byte, at) => bytes[at] === byte)) {
    return {
      error:
        "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]",
    };
  }
  try {
    return readUnknown(readFields(bytes.subarray(magic.length)));
  } catch (error) {
    if (error instanceof WireError) return { error: error.text };
    throw error;
  }
}

function readUnknown(fields: WireFields): { value: Json } | { error: string } {
  const typeMeta = readFields(bytesIn(fields, 1));
  const apiVersion = textOfUtf8(bytesIn(typeMeta, 1));
  const kind = textOfUtf8(bytesIn(typeMeta, 2));
  const { group, version } = parseApiVersion(apiVersion);
  // Kinds of apimachinery (DeleteOptions) come in every group and stand under the core.
  const model = lookup({ group, version, kind }) ?? lookup({ group: "", version: "v1", kind });
  if (model === undefined) {
    return {
      error: `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
    };
  }
  return { value: { apiVersion, kind, ...decodeMessage(model, bytesIn(fields, 2)) } };
}

function bytesIn(fields: WireFields, number: number): Uint8Array {
  const value = fields.get(number)?.at(-1);
  return value?.kind === "bytes" ? value.value : new Uint8Array();
}

/** The bytes in which the API server keeps an object; nothing for kinds that have no such form. */
export function encodeProtobuf(object: Json): number[] | undefined {
  const { apiVersion = "", kind = "" } = object as { apiVersion?: string; kind?: string };
  const model = lookup({ ...parseApiVersion(apiVersion), kind });
  if (model === undefined) return undefined;
  const typeMeta = new WireWriter().text(1, apiVersion).text(2, kind).bytes;
  const unknown = new WireWriter().data(1, typeMeta).data(2, encodeMessage(model, object));
  return [...magic, ...unknown.text(3, "").text(4, "").bytes];
}
