// How requests share the API server: the levels and flows that every cluster begins with.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/apis/flowcontrol/bootstrap/default.go
//
// Differs: the rules which requests belong to a flow are left out; nothing queues here.
import type { PresetTools } from "../../define-preset";

const annotations = { "apf.kubernetes.io/autoupdate-spec": "true" };

/** Level, its shares, what it may lend (percent), queues. */
const levels: readonly (readonly [string, number, number, number])[] = [
  ["catch-all", 5, 0, 0],
  ["global-default", 20, 50, 128],
  ["leader-election", 10, 0, 16],
  ["node-high", 40, 25, 64],
  ["system", 30, 33, 64],
  ["workload-high", 40, 50, 128],
  ["workload-low", 100, 90, 128],
];

/** Flow, its level, precedence, how flows are told apart. */
const flows: readonly (readonly [string, string, number, string?])[] = [
  ["catch-all", "catch-all", 10_000, "ByUser"],
  ["exempt", "exempt", 1],
  ["global-default", "global-default", 9900, "ByUser"],
  ["kube-controller-manager", "workload-high", 800, "ByNamespace"],
  ["kube-scheduler", "workload-high", 800, "ByNamespace"],
  ["kube-system-service-accounts", "workload-high", 900, "ByNamespace"],
  ["probes", "exempt", 2],
  ["service-accounts", "workload-low", 9000, "ByUser"],
  ["system-leader-election", "leader-election", 100, "ByUser"],
  ["system-node-high", "node-high", 400, "ByUser"],
  ["system-nodes", "system", 500, "ByUser"],
];

export function createFlowControl({ client }: PresetTools): void {
  client.create("PriorityLevelConfiguration", {
    metadata: { name: "exempt", annotations },
    spec: { type: "Exempt", exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
  });
  for (const [name, nominalConcurrencyShares, lendablePercent, queues] of levels) {
    const limitResponse =
      queues === 0
        ? { type: "Reject" }
        : { type: "Queue", queuing: { queues, handSize: 6, queueLengthLimit: 50 } };
    client.create("PriorityLevelConfiguration", {
      metadata: { name, annotations },
      spec: {
        type: "Limited",
        limited: { nominalConcurrencyShares, lendablePercent, limitResponse },
      },
    });
  }
  for (const [name, level, matchingPrecedence, type] of flows) {
    client.create("FlowSchema", {
      metadata: { name, annotations },
      spec: {
        priorityLevelConfiguration: { name: level },
        matchingPrecedence,
        ...(type === undefined ? {} : { distinguisherMethod: { type } }),
      },
    });
  }
}
