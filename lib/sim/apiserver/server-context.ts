// What the steps of a request share.
import type { Etcd } from "../etcd/store";
import { random, randomSuffix, randomUuid } from "../kernel/random";
import type { State } from "../kernel/state";
import type { Draft, KindDefinition } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import type { Indexes } from "./indexes";
import type { KindIndex } from "./kind-index";
import type { NodeConnection } from "./node-connection";
import type { UserInfo } from "./request";

export interface ServerContext {
  readonly state: State;
  readonly etcd: Etcd;
  readonly kinds: KindIndex;
  readonly indexes: Indexes;
  readonly admission: readonly AdmissionPlugin[];
  /** Missing where pods are run by a stand-in. */
  readonly nodes?: NodeConnection;
}

/** One write on its way through admission. */
export interface AdmissionRequest {
  readonly operation: "CREATE" | "UPDATE" | "DELETE";
  readonly kind: KindDefinition;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  readonly user: UserInfo;
  readonly old?: KubernetesObject;
  readonly isDryRun: boolean;
  /** Adds a `Warning:` header to the answer. */
  warn?(text: string): void;
}

/** One admission plugin; refusing is throwing a Status error. */
export interface AdmissionPlugin {
  /** As `--enable-admission-plugins` names it. */
  readonly name: string;
  /** May change the object before it is validated. */
  mutate?(draft: Draft<KubernetesObject>, request: AdmissionRequest, server: ServerContext): void;
  /** Sees the object as it will be stored. */
  validate?(object: KubernetesObject, request: AdmissionRequest, server: ServerContext): void;
}

const stream = "apiserver";

export const drawUuid = (server: ServerContext): string => randomUuid(server.state, stream);
export const drawSuffix = (server: ServerContext): string => randomSuffix(server.state, stream);
export const drawNumber = (server: ServerContext): number => random(server.state, stream);
