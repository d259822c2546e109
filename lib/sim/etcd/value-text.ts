// A stored value as text: what `etcdctl put` wrote, or a Kubernetes object in the bytes the API server writes.
import { textOfBytes } from "../meta/byte-text";
import { goJson } from "../meta/go-json";
import { encodeProtobuf } from "../meta/protobuf/envelope";
import type { KeyValue } from "./store";

export function valueText({ value }: Pick<KeyValue, "value">): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  const object = withoutRevision(value);
  const bytes = encodeProtobuf(object);
  // Kinds that definitions add are kept as JSON.
  return bytes === undefined ? `${goJson(object)}\n` : textOfBytes(Uint8Array.from(bytes));
}

/** The revision is etcd's own and stands in no value. */
function withoutRevision(value: object): Record<string, unknown> {
  const object = value as Record<string, unknown>;
  const { resourceVersion: _, ...metadata } = Object(object.metadata);
  return { ...object, metadata };
}
