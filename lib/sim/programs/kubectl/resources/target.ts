// What a command line means: objects by name, by selector or from files.
import type { KubernetesObject } from "@/lib/sim/meta/object";
import type { ResourceKind } from "../discovery";

export interface Info {
  readonly kind: ResourceKind;
  /** Empty for kinds without namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** The file it came from; empty when it came from the server. */
  readonly source: string;
  readonly object: KubernetesObject;
}

export type Target =
  | {
      readonly by: "name";
      readonly kind: ResourceKind;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly by: "selector";
      readonly kind: ResourceKind;
      readonly namespace: string;
      readonly labelSelector: string;
      readonly fieldSelector: string;
    }
  | { readonly by: "file"; readonly info: Info }
  | { readonly by: "error"; readonly error: Error };

export interface TargetOptions {
  readonly args?: readonly string[];
  /** `get pods` without a selector means all of them; `delete pods` does not. */
  readonly mayListAll?: boolean;
  /** `--all`. */
  readonly all?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly allNamespaces?: boolean;
  /** Reads `-f` and `-k` when the command has them. */
  readonly withFiles?: boolean;
  /** Files are checked for `apiVersion` and `kind` as `--validate` says. */
  readonly withValidation?: boolean;
  /** Objects of files stay as they are: no namespace, no server (`--local`). */
  readonly local?: boolean;
  /** `pod web` may be written `web` when a type is known. */
  readonly defaultType?: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** One object was asked for by name. */
  readonly isSingle: boolean;
}
