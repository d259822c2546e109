// How kubectl reaches a cluster. `cluster.ts` supplies it per machine; tests supply a small fake. kubectl
// speaks to the API server through this and nothing else.
import type { ApiRequest, ApiResponse, WatchCursor, WatchEvent } from "@/lib/sim/apiserver/request";

/** Where a request goes and as whom: what a kubeconfig context and the global flags come to. */
export interface Target {
  /** `https://172.30.1.2:6443`, as the kubeconfig says it. */
  readonly server: string;
  readonly token?: string;
  /** PEM, in base64 as in a kubeconfig. */
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly certificateAuthorityData?: string;
  readonly insecureSkipTlsVerify?: boolean;
  readonly username?: string;
  readonly password?: string;
}

/** No answer at all: Go's text of the failed dial, `dial tcp 172.30.1.2:6443: connect: connection refused`. */
export interface Unreachable {
  readonly unreachable: string;
}

export interface WatchRead {
  readonly events: readonly WatchEvent[];
  /** Where to go on; missing when the server has closed the watch. */
  readonly cursor?: WatchCursor;
}

/**
 * The body of the 101 answer to `GET …/pods/x/exec`: kubectl starts the command there as a child of its own,
 * so that descriptors, the terminal and signals are shared.
 */
export interface ExecAnswer {
  /** The container's machine. */
  readonly machine: string;
  readonly user?: string;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The body of the 101 answer to `GET …/pods/x/attach`; given back as it is to `writeInput`. */
export type Attachment = unknown;

export interface KubectlWorld {
  /** A 101 answer means the server agreed to a stream: its body is an `ExecAnswer` or an `Attachment`. */
  request(request: ApiRequest, target: Target): ApiResponse | Unreachable;
  readWatch(cursor: WatchCursor, target: Target): WatchRead | Unreachable;
  /** Types into an attached container; without it `attach -i` shows output only. */
  writeInput?(attachment: Attachment, text: string, isEnd: boolean): void;
}

export function isUnreachable(answer: object): answer is Unreachable {
  return "unreachable" in answer;
}
