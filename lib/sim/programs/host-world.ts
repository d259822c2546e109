// What the tools of a host reach: systemd's units, the runtime's containers, and the switches of its kubelet.
import type { State } from "../kernel/state";
import type { Units } from "../machine/systemd/units";
import type { Runtime } from "../runtime/runtime";

export interface HostAccess {
  readonly state: State;
  readonly units: Units<never>;
  readonly runtime: Runtime<never>;
  /** From now on the kubelet of the machine works, or does not. */
  startKubelet(machine: string): void;
  stopKubelet(machine: string): void;
}

export interface HostWorld {
  readonly host: HostAccess;
}
