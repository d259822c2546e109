// The shape of generated/kubernetes/schemas.json: what is known of every model and field.

export interface PatchFacts {
  readonly strategies: readonly ("merge" | "replace" | "retainKeys")[];
  /** The merge key of a list of objects. */
  readonly key?: string;
}

/** A field, an item or a map's value. */
export interface Property {
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "array";
  /** `int32`, `int64`, `double`, `byte`, `date-time`, `date-time-micro`, `int-or-string`, `quantity`. */
  readonly format?: string;
  /** Upstream's name of another model. */
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  /** Any JSON is allowed. */
  readonly free?: true;
  readonly description?: string;
  readonly enum?: readonly string[];
  /** The name of the Go type in messages, where it is not the plain one: `v1.Protocol`. */
  readonly goType?: string;
  /** Written even when empty. */
  readonly always?: true;
  /** Zero and absent differ. */
  readonly pointer?: true;
  /** A struct by value: always present. */
  readonly value?: true;
  /** How server-side apply merges; lists without it are atomic, maps and objects are not. */
  readonly list?: "map" | "set" | "atomic";
  readonly keys?: readonly string[];
  readonly patch?: PatchFacts;
  /** Field numbers in protobuf, through embedded messages. */
  readonly proto?: readonly number[];
  /** The embedded structs of Go that it stands in, outermost first. */
  readonly embedded?: readonly string[];
}

export interface ModelSchema {
  readonly description: string;
  /** Server-side apply owns it as a whole. */
  readonly atomic?: true;
  readonly required?: readonly string[];
  /** In the order Go writes them. */
  readonly properties: Readonly<Record<string, Property>>;
}

export interface KindSchema {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: string;
}

/** @public What `generated/kubernetes/schemas.ts` holds. */
export interface Schemas {
  readonly models: Readonly<Record<string, ModelSchema>>;
  readonly kinds: readonly KindSchema[];
  /** What upstream says of the models that are scalars here, by their names. */
  readonly scalars: Readonly<Record<string, string>>;
}
