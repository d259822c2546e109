// The YAML of one object as it was at a moment of a replay.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { learnerMachine } from "@/lib/sessions/learner-machine";
import { limits } from "@/lib/sim";
import { openAttempt } from "./open-attempt";
import { momentAfter } from "./replay";

interface Which {
  readonly sessionId: string;
  readonly sequence: number;
  /** `Pod/default/web`; the namespace is empty for a node. */
  readonly key: string;
}

/** These become words of a command line. */
const soundKey =
  /^([A-Za-z]{1,60})\/((?:[a-z0-9][-a-z0-9.]{0,252})?)\/([a-z0-9][-a-z0-9.]{0,252})$/;

export async function readMomentObject(viewer: Viewer, which: Which): Promise<string> {
  await openAttempt(viewer, which.sessionId);
  const [, kind, namespace, name] = soundKey.exec(which.key) ?? [];
  if (kind === undefined || name === undefined) refuse("notFound");
  const { cluster } = await momentAfter(which.sessionId, which.sequence);
  const place = namespace ? ` -n ${namespace}` : "";
  const line = `kubectl get ${kind.toLowerCase()} ${name}${place} -o yaml`;
  const { status, stdout } = cluster.run(learnerMachine(cluster), line);
  if (status !== 0) refuse("notFound");
  return stdout.slice(0, limits.outputCharacters);
}
