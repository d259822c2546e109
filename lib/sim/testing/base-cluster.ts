// A base cluster for tests of what the control plane does by itself: one is built, each test gets a fork.

import type { Client } from "../client/client";
import { Cluster } from "../cluster";

let base: Cluster | undefined;

export function forkBase(): Cluster {
  base ??= Cluster.create({ preset: "base-cluster", seed: 1 });
  return base.fork();
}

/** `Normal Completed Job completed`: what was said about objects of a kind, oldest first. */
export function eventsAbout(client: Client, kind: string): string[] {
  return client
    .list("Event", { namespace: "default" })
    .filter(({ involvedObject }) => involvedObject.kind === kind)
    .map(({ type, reason, message }) => `${type} ${reason} ${message}`);
}
