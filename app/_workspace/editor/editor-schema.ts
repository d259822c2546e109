"use client";
// The schema of the editor: knows every kind that is served, and in full those whose `kind:` stands in an
// open file. Fetched when first needed.

interface ServedKind {
  readonly kind: string;
  readonly apiVersion: string;
}

type Json = { readonly [key: string]: unknown };

export interface EditorSchema {
  /** Resolves with a new schema when the text names a kind not yet known in full. */
  meet(text: string): Promise<Json | undefined>;
}

export function createEditorSchema(): EditorSchema {
  let served: Promise<readonly ServedKind[]> | undefined;
  const known = new Map<string, Json>();
  let hasAny = false;

  async function meet(text: string): Promise<Json | undefined> {
    served ??= read<{ kinds: readonly ServedKind[] }>("index").then((index) => index?.kinds ?? []);
    const kinds = await served;
    const named = [...text.matchAll(/^kind:\s*["']?([A-Za-z]+)/gm)].map(([, kind = ""]) => kind);
    const missing = named.filter(
      (kind, at) =>
        !known.has(kind) && named.indexOf(kind) === at && kinds.some((each) => each.kind === kind),
    );
    if (hasAny && missing.length === 0) return undefined;
    for (const kind of missing) {
      const schema = await read<Json>(kind);
      if (schema !== undefined) known.set(kind, schema);
    }
    hasAny = true;
    return combined(kinds, known);
  }

  return { meet };
}

async function read<T>(kind: string): Promise<T | undefined> {
  const answer = await fetch(`/api/schemas/${kind}`).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as T) : undefined;
}

/** If it says it is a Pod, it has to be one; and it has to say what it is. */
function combined(kinds: readonly ServedKind[], known: ReadonlyMap<string, Json>): Json {
  const definitions = Object.assign({}, ...[...known.values()].map((schema) => schema.definitions));
  const choices = [...known].map(([kind, { definitions: _, ...schema }]) => ({
    if: { required: ["kind"], properties: { kind: { const: kind } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
    then: schema,
  }));
  const names = [...new Set(kinds.map(({ kind }) => kind))].sort();
  const versions = [...new Set(kinds.map(({ apiVersion }) => apiVersion))].sort();
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    required: ["apiVersion", "kind"],
    properties: {
      apiVersion: { type: "string", enum: versions },
      kind: { type: "string", enum: names },
      metadata: { type: "object" },
    },
    ...(choices.length > 0 && { allOf: choices }),
    definitions,
  };
}
