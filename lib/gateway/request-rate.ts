// How fast the clients of one cluster may ask. kubectl itself asks at most 50 times a second (its `QPS`, with a
// burst of 300), so only what is not a client waits here.
//
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/genericclioptions/config_flags.go (WithDiscoveryQPS, Burst)
import { limits } from "@/lib/sim";

export class RequestRate {
  private tokens: number = limits.requestBurst;
  private filledAt: number;

  constructor(private readonly clock: () => number = Date.now) {
    this.filledAt = clock();
  }

  /** Counts one request; false when it is one too many. */
  allows(): boolean {
    const now = this.clock();
    const filled = this.tokens + ((now - this.filledAt) / 1000) * limits.requestsPerSecond;
    this.tokens = Math.min(limits.requestBurst, filled);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
