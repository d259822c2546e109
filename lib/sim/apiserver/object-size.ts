// How large an object would be as JSON, without making the text: it is asked at every write.

/** At least `limit` when the JSON of `value` reaches it; what lies beyond is not counted. */
export function jsonSizeUpTo(value: unknown, limit: number): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return 5;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      size += jsonSizeUpTo(item, limit - size) + 1;
      if (size >= limit) return size;
    }
    return size;
  }
  for (const key in value) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    size += key.length + 4 + jsonSizeUpTo(field, limit - size);
    if (size >= limit) return size;
  }
  return size;
}
