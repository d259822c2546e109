// Everything about one object: its YAML, what `describe` says, its events, and why it is as it is.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { type Cluster, type KubernetesObject, limits, type SchedulerVerdict } from "@/lib/sim";
import { learnerMachine } from "./learner-machine";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { readEvents } from "./picture/events";
import type { EventItem } from "./picture/picture-items";
import { type KeyParts, keyOf, listObjects } from "./picture/read-objects";
import { look } from "./sessions";

export interface ObjectDetails {
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly yaml: string;
  readonly describe: string;
  readonly events: readonly EventItem[];
  /** The object itself first, then its controller, and so on. */
  readonly owners: readonly KeyParts[];
  readonly scheduling?: SchedulerVerdict;
}

const kubectlName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const kindName = /^[A-Za-z]{1,60}$/;
const eventsShown = 20;
const ownersShown = 6;

export async function readObject(
  viewer: Viewer,
  id: string,
  key: KeyParts,
): Promise<ObjectDetails> {
  const { kind, namespace = "", name } = key;
  // These become words of a command line.
  const isSound =
    kindName.test(kind) &&
    kubectlName.test(name) &&
    (namespace === "" || kubectlName.test(namespace));
  if (!isSound) refuse("notFound");
  await openSession(viewer, id, "view");
  const details = await translateErrors(() =>
    // On a fork: looking must leave no trace.
    look(id, ({ timeline }) => detailsOf(timeline.cluster.fork(), { kind, namespace, name })),
  );
  return details ?? refuse("notFound");
}

function detailsOf(cluster: Cluster, key: Required<KeyParts>): ObjectDetails | undefined {
  const { kind, name } = key;
  const namespace = key.namespace ?? "";
  const yaml = kubectl(cluster, `get ${kind.toLowerCase()} ${name} -o yaml`, namespace);
  if (yaml === undefined) return undefined;
  const scheduling = kind === "Pod" ? verdictOf(cluster, `${namespace}/${name}`) : undefined;
  return {
    key: keyOf(key),
    kind,
    namespace,
    name,
    yaml,
    describe: kubectl(cluster, `describe ${kind.toLowerCase()} ${name}`, namespace) ?? "",
    events: readEvents(cluster)
      .filter(
        (event) => event.kind === kind && event.name === name && event.namespace === namespace,
      )
      .slice(0, eventsShown),
    owners: ownersOf(cluster, { kind, namespace, name }),
    ...(scheduling && { scheduling }),
  };
}

function kubectl(cluster: Cluster, words: string, namespace: string): string | undefined {
  const place = namespace === "" ? "" : ` -n ${namespace}`;
  const result = cluster.run(learnerMachine(cluster), `kubectl ${words}${place}`);
  return result.status === 0 ? result.stdout.slice(0, limits.outputCharacters) : undefined;
}

/** The scheduler's opinion, where the simulator keeps it. */
function verdictOf(cluster: Cluster, pod: string): SchedulerVerdict | undefined {
  return cluster.schedulerVerdict(pod);
}

const ownerPaths: Readonly<Record<string, string>> = {
  Pod: "/api/v1/namespaces/{namespace}/pods",
  ReplicaSet: "/apis/apps/v1/namespaces/{namespace}/replicasets",
  ReplicationController: "/api/v1/namespaces/{namespace}/replicationcontrollers",
  Deployment: "/apis/apps/v1/namespaces/{namespace}/deployments",
  DaemonSet: "/apis/apps/v1/namespaces/{namespace}/daemonsets",
  StatefulSet: "/apis/apps/v1/namespaces/{namespace}/statefulsets",
  Job: "/apis/batch/v1/namespaces/{namespace}/jobs",
};

function ownersOf(cluster: Cluster, key: KeyParts): KeyParts[] {
  const chain: KeyParts[] = [key];
  while (chain.length < ownersShown) {
    const current = chain.at(-1);
    const owner = current && controllerOf(findObject(cluster, current));
    if (owner === undefined) break;
    chain.push({ ...owner, namespace: key.namespace });
  }
  return chain;
}

function findObject(cluster: Cluster, key: KeyParts): KubernetesObject | undefined {
  const path = ownerPaths[key.kind]?.replace("{namespace}", key.namespace ?? "");
  if (path === undefined) return undefined;
  return listObjects(cluster, path).find(({ metadata }) => metadata.name === key.name);
}

function controllerOf(object: KubernetesObject | undefined) {
  const owner = object?.metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner && { kind: owner.kind, name: owner.name };
}
