// Being attached to a container: its output is shown as it comes, what is typed goes to it, until it ends.

import type { Pod } from "@/generated/kubernetes/types";
import type { WaitFor } from "@/lib/sim/machine/program";
import { getObject, pathOf } from "../client";
import { asError, isNotFound } from "../command-error";
import type { Session } from "../session";
import type { Attachment } from "../world";
import { type LogPosition, logStart, readLinesQuietly, withoutTime } from "./follow-log";
import { asPod, isFinished, podKind } from "./pods";

export interface AttachState {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly attachment: Attachment;
  readonly position: LogPosition;
  readonly withStdin: boolean;
  readonly stdinClosed: boolean;
}

export interface AttachRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly withStdin: boolean;
  readonly tty: boolean;
  /** Lines that were there before are not shown. */
  readonly skipsPast: boolean;
}

export function openAttach(session: Session, request: AttachRequest): AttachState {
  const { namespace, pod, container } = request;
  const flag = (name: string, isOn: boolean) => (isOn ? { [name]: ["true"] } : {});
  const answer = session.cluster.client.answer({
    path: pathOf({ kind: podKind, namespace, name: pod, subresource: "attach" }),
    query: {
      container: [container],
      ...flag("stdin", request.withStdin),
      stdout: ["true"],
      ...flag("stderr", !request.tty),
      ...flag("tty", request.tty),
    },
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-protocol": "v5.channel.k8s.io",
    },
  });
  const place = { namespace, pod, container };
  const position = request.skipsPast
    ? readLinesQuietly(session, place, logStart).position
    : logStart;
  return {
    ...place,
    attachment: answer.body,
    position,
    withStdin: request.withStdin,
    stdinClosed: false,
  };
}

/** Shows what is new; nothing comes back when the container has ended. */
export function stepAttach(
  session: Session,
  state: AttachState,
): { state: AttachState; waitFor: WaitFor } | undefined {
  const { io } = session;
  const stdin = passInput(session, state);
  const { lines, position } = readLinesQuietly(session, state, state.position);
  for (const line of lines) io.stdout(`${withoutTime(line)}\n`);
  if (!isRunning(session, state)) return undefined;
  const next = { ...state, ...stdin, position };
  const waitsForInput = state.withStdin && !next.stdinClosed;
  const waitFor: WaitFor = {
    change: true,
    until: io.process.now + pollMs,
    ...(waitsForInput ? { input: true } : {}),
  };
  return { state: next, waitFor };
}

/** Logs are no etcd writes, so they are looked at again after this long. */
export const pollMs = 500;

function passInput({ io }: Session, state: AttachState): { stdinClosed: boolean } {
  if (!state.withStdin || state.stdinClosed) return { stdinClosed: state.stdinClosed };
  const text = io.stdin.read();
  const isEnd = io.stdin.ended;
  if (text !== "" || isEnd) io.world.writeInput?.(state.attachment, text, isEnd);
  return { stdinClosed: isEnd };
}

function isRunning(session: Session, { namespace, pod, container }: AttachState): boolean {
  const found = findPod(session, namespace, pod);
  if (found === undefined || isFinished(found)) return false;
  const statuses = [
    ...(found.status?.containerStatuses ?? []),
    ...(found.status?.ephemeralContainerStatuses ?? []),
  ];
  return statuses.find((status) => status.name === container)?.state?.running !== undefined;
}

export function findPod(session: Session, namespace: string, name: string): Pod | undefined {
  try {
    return asPod(getObject(session.cluster.client, { kind: podKind, namespace, name }));
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
