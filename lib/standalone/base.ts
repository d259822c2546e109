// The cluster that every reset begins from. Its clock keeps up with the wall's, since kubectl works out most
// ages by the clock of the machine it runs on.
import { Cluster } from "@/lib/sim";

/** How old the cluster is when it is first seen. */
const ageMs = 60_000;

/** Further behind, a new one is made sooner than the old one catches up. */
const longestMs = 3_600_000;

export class Base {
  private cluster: Cluster;

  constructor(private readonly wanted: { readonly preset: string; readonly seed: number }) {
    this.cluster = this.make();
  }

  /** A copy of its own for the caller. */
  fork(): Cluster {
    const behind = Date.now() - this.cluster.now;
    if (behind > longestMs) this.cluster = this.make();
    else if (behind > 0) this.cluster.advance(behind);
    return this.cluster.fork();
  }

  private make(): Cluster {
    return Cluster.create({ ...this.wanted, startsAt: Date.now() - ageMs });
  }
}
