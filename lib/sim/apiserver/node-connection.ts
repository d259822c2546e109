// What the API server asks a node's kubelet for: logs, commands, attaching. `cluster.ts` supplies it, since
// kubelets lie above the API server.
import type { NodeUsage } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import type { LogPlace } from "./request";

export interface LogRequest {
  readonly container: string;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
  readonly timestamps?: boolean;
  /** Only what came after it. */
  readonly cursor?: LogPlace;
}

/** Where a command in a container runs. */
export interface ExecPlace {
  readonly machine: string;
  readonly user: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The container's first process. */
  readonly process: number;
}

export interface NodeConnection {
  /** The text, or why there is none, in the API's words. */
  readLog(
    pod: KubernetesObject,
    request: LogRequest,
  ):
    | { readonly text: string; readonly cursor?: LogPlace; readonly isEnded: boolean }
    | { readonly refused: string };
  findContainer(pod: KubernetesObject, container: string): ExecPlace | { readonly error: string };
  /** `/metrics/resource` of every kubelet that answers. */
  usage(): readonly NodeUsage[];
}
