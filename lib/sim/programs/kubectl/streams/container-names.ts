// The containers that `-c` could mean, for completion.
import { getObject } from "../client";
import type { Session } from "../session";
import { allContainers, asPod, podKind } from "./pods";

export function chooseContainerNames(session: Session): readonly string[] {
  const [name] = session.args;
  if (name === undefined) return [];
  const bare = name.replace(/^(pod|pods|po)\//, "");
  const pod = getObject(session.cluster.client, {
    kind: podKind,
    namespace: session.cluster.namespace,
    name: bare,
  });
  return allContainers(asPod(pod)).map((container) => container.name);
}
