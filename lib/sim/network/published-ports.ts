// Ports of a host that lead into a container, as `-p 8080:80` publishes them.
import { defineTable, type State } from "../kernel/state";

interface Published {
  readonly address: string;
  readonly port: number;
}

/** Key: the host's namespace NUL the port. */
const table = defineTable<Published>("network.published");
const keyOf = (namespace: string, port: number): string => `${namespace}\0${port}`;

export const publishedAt = (state: State, namespace: string, port: number): Published | undefined =>
  state.table(table).get(keyOf(namespace, port));

export interface Publication extends Published {
  readonly namespace: string;
  readonly hostPort: number;
}

/** False when the port is taken. */
export function publishPort(state: State, publication: Publication): boolean {
  const { namespace, hostPort, address, port } = publication;
  const key = keyOf(namespace, hostPort);
  if (state.table(table).has(key)) return false;
  state.table(table).set(key, { address, port });
  return true;
}

export const unpublishPort = (state: State, namespace: string, port: number): boolean =>
  state.table(table).delete(keyOf(namespace, port));
