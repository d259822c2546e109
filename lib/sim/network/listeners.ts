// Who listens where. A row stays until another process takes its port or the namespace goes; whether its
// process still lives is asked when somebody calls.
import { defineTable, type State } from "../kernel/state";

export type Protocol = "TCP" | "UDP";

export interface Listener {
  readonly protocol: Protocol;
  readonly port: number;
  /** `0.0.0.0`, or the one address it is bound to. */
  readonly address: string;
  readonly machine: string;
  readonly process: number;
  readonly program: string;
}

const listeners = defineTable<Listener>("network.listeners");

const keyOf = (namespace: string, protocol: Protocol, port: number): string =>
  `${namespace}\0${protocol}\0${String(port).padStart(5, "0")}`;

/** False when somebody who lives has the port already. */
export function addListener(
  state: State,
  namespace: string,
  listener: Listener,
  isAlive: (process: number) => boolean,
): boolean {
  const key = keyOf(namespace, listener.protocol, listener.port);
  const other = state.table(listeners).get(key);
  if (other !== undefined && other.process !== listener.process && isAlive(other.process))
    return false;
  state.table(listeners).set(key, listener);
  return true;
}

export function listenerAt(
  state: State,
  namespace: string,
  protocol: Protocol,
  port: number,
): Listener | undefined {
  return state.table(listeners).get(keyOf(namespace, protocol, port));
}

/** All of a namespace, by protocol and port. */
export const listenersIn = (state: State, namespace: string): Listener[] =>
  state
    .table(listeners)
    .withPrefix(`${namespace}\0`)
    .map(([, listener]) => listener);

export function removeListeners(state: State, namespace: string): void {
  for (const [key] of state.table(listeners).withPrefix(`${namespace}\0`)) {
    state.table(listeners).delete(key);
  }
}
