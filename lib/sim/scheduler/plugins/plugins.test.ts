// Each plugin by itself: the pod, the node, what it says. Pure functions, so a row is all a case needs.
import { describe, expect, it } from "vitest";
import type { Node, Pod } from "@/generated/kubernetes/types";
import { node, pod } from "../../testing/builders";
import type { NodeInfo, SchedulingContext } from "../define-plugin";
import { amounts, type NodeUsage, noUsage, podUsage, usageOf } from "../node-usage";
import { plugins } from "./index";

function info(of: Node, pods: readonly Pod[] = []): NodeInfo {
  const usage = pods.reduce<NodeUsage>((sum, each) => usageOf(sum, each), noUsage);
  return {
    node: of,
    name: of.metadata.name,
    usage,
    capacity: amounts(of.status?.allocatable ?? {}),
    pods: () => pods,
  };
}

const around = (asked: Pod, ...nodes: NodeInfo[]): SchedulingContext => ({
  asked: podUsage(asked),
  nodes,
  spreadSelectors: [],
  namespaceLabels: () => ({}),
  objects: { get: () => undefined, list: () => [] },
});

const plugin = (name: string) => {
  const found = plugins.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

const asking = (requests: object) =>
  pod("p", { spec: { containers: [{ name: "c", image: "i", resources: { requests } as never }] } });
const listening = (hostPort: number, more: object = {}) =>
  pod("p", {
    spec: {
      containers: [
        {
          name: "c",
          image: "i",
          ports: [{ containerPort: 80, hostPort, protocol: "TCP", ...more }],
        },
      ],
    },
  });
const tainted = (effect: string) =>
  node("n", { spec: { taints: [{ key: "k", value: "v", effect }] } });
const tolerating = (toleration: object) => pod("p", { spec: { tolerations: [toleration] } });
const spread = (whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway") =>
  pod("p", {
    labels: { app: "web" },
    spec: {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "zone",
          whenUnsatisfiable,
          labelSelector: { matchLabels: { app: "web" } },
        },
      ],
    },
  });
const affine = (operator: string, values: string[]) =>
  pod("p", {
    spec: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator, values }] }],
          },
        },
      },
    },
  });
const apart = pod("p", {
  labels: { app: "web" },
  spec: {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "web" } } },
        ],
      },
    },
  },
});
const together = pod("p", {
  spec: {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "web" } } },
        ],
      },
    },
  },
});
const web = (name: string) => pod(name, { labels: { app: "web" } });
const zone = (name: string, value: string, pods: readonly Pod[] = []) =>
  info(node(name, { labels: { zone: value } }), pods);
const small = node("n", { allocatable: { cpu: "2", memory: "1Gi", pods: "2" } });

describe("a filter", () => {
  it.each<
    [
      plugin: string,
      pod: Pod,
      node: NodeInfo,
      reasons: readonly string[],
      others?: readonly NodeInfo[],
    ]
  >([
    ["NodeName", pod("p"), info(node("n")), []],
    [
      "NodeName",
      pod("p", { spec: { nodeName: "other" } }),
      info(node("n")),
      ["node(s) didn't match the requested node name"],
    ],
    [
      "NodeUnschedulable",
      pod("p"),
      info(node("n", { spec: { unschedulable: true } })),
      ["node(s) were unschedulable"],
    ],
    [
      "NodeUnschedulable",
      tolerating({ key: "node.kubernetes.io/unschedulable", operator: "Exists" }),
      info(node("n", { spec: { unschedulable: true } })),
      [],
    ],
    [
      "TaintToleration",
      pod("p"),
      info(tainted("NoSchedule")),
      ["node(s) had untolerated taint(s)"],
    ],
    ["TaintToleration", pod("p"), info(tainted("PreferNoSchedule")), []],
    [
      "TaintToleration",
      tolerating({ key: "k", value: "v", effect: "NoSchedule" }),
      info(tainted("NoSchedule")),
      [],
    ],
    [
      "TaintToleration",
      tolerating({ key: "k", value: "w" }),
      info(tainted("NoSchedule")),
      ["node(s) had untolerated taint(s)"],
    ],
    ["TaintToleration", tolerating({ operator: "Exists" }), info(tainted("NoExecute")), []],
    [
      "NodeAffinity",
      pod("p", { spec: { nodeSelector: { disk: "ssd" } } }),
      info(node("n")),
      ["node(s) didn't match Pod's node affinity/selector"],
    ],
    [
      "NodeAffinity",
      pod("p", { spec: { nodeSelector: { disk: "ssd" } } }),
      info(node("n", { labels: { disk: "ssd" } })),
      [],
    ],
    [
      "NodeAffinity",
      affine("In", ["ssd", "nvme"]),
      info(node("n", { labels: { disk: "nvme" } })),
      [],
    ],
    [
      "NodeAffinity",
      affine("NotIn", ["ssd"]),
      info(node("n", { labels: { disk: "ssd" } })),
      ["node(s) didn't match Pod's node affinity/selector"],
    ],
    ["NodeAffinity", affine("NotIn", ["ssd"]), info(node("n")), []],
    ["NodeAffinity", affine("Gt", ["3"]), info(node("n", { labels: { disk: "4" } })), []],
    [
      "NodePorts",
      listening(8080),
      info(node("n"), [listening(8080)]),
      ["node(s) didn't have free ports for the requested pod ports"],
    ],
    ["NodePorts", listening(8080), info(node("n"), [listening(8081)]), []],
    ["NodePorts", listening(8080, { protocol: "UDP" }), info(node("n"), [listening(8080)]), []],
    [
      "NodePorts",
      listening(8080, { hostIP: "10.0.0.1" }),
      info(node("n"), [listening(8080)]),
      ["node(s) didn't have free ports for the requested pod ports"],
    ],
    [
      "NodePorts",
      listening(8080, { hostIP: "10.0.0.1" }),
      info(node("n"), [listening(8080, { hostIP: "10.0.0.2" })]),
      [],
    ],
    ["NodeResourcesFit", asking({ cpu: "1500m" }), info(small), []],
    [
      "NodeResourcesFit",
      asking({ cpu: "1500m" }),
      info(small, [asking({ cpu: "600m" })]),
      ["Insufficient cpu"],
    ],
    [
      "NodeResourcesFit",
      asking({ cpu: "3", memory: "2Gi" }),
      info(small),
      ["Insufficient cpu", "Insufficient memory"],
    ],
    ["NodeResourcesFit", pod("p"), info(small, [pod("a"), pod("b")]), ["Too many pods"]],
    [
      "NodeResourcesFit",
      asking({ "example.com/gpu": "1" }),
      info(small),
      ["Insufficient example.com/gpu"],
    ],
    [
      "PodTopologySpread",
      spread("DoNotSchedule"),
      zone("n", "a", [web("1")]),
      ["node(s) didn't match pod topology spread constraints"],
      [zone("m", "b")],
    ],
    [
      "PodTopologySpread",
      spread("DoNotSchedule"),
      zone("n", "b"),
      [],
      [zone("m", "a", [web("1")])],
    ],
    [
      "PodTopologySpread",
      spread("ScheduleAnyway"),
      zone("n", "a", [web("1")]),
      [],
      [zone("m", "b")],
    ],
    [
      "PodTopologySpread",
      spread("DoNotSchedule"),
      info(node("n")),
      ["node(s) didn't match pod topology spread constraints (missing required label)"],
    ],
    [
      "InterPodAffinity",
      apart,
      info(node("n"), [web("1")]),
      ["node(s) didn't match pod anti-affinity rules"],
    ],
    ["InterPodAffinity", apart, info(node("n")), []],
    [
      "InterPodAffinity",
      web("p"),
      info(node("n"), [apart]),
      ["node(s) didn't satisfy existing pods anti-affinity rules"],
    ],
    ["InterPodAffinity", together, info(node("n"), [web("1")]), []],
    ["InterPodAffinity", together, info(node("n")), ["node(s) didn't match pod affinity rules"]],
  ])("%s of case %#", (name, asked, here, reasons, others = []) => {
    expect(plugin(name).filter?.(asked, here, around(asked, here, ...others)) ?? []).toEqual(
      reasons,
    );
  });
});

describe("a score", () => {
  const scores = (name: string, asked: Pod, ...nodes: NodeInfo[]) =>
    plugin(name).score?.(asked, nodes, around(asked, ...nodes)) ?? [];

  it("of NodeResourcesFit prefers the emptier node", () => {
    const [empty, busy] = scores(
      "NodeResourcesFit",
      asking({ cpu: "100m" }),
      info(node("a")),
      info(node("b"), [asking({ cpu: "1" })]),
    );
    expect(empty).toBeGreaterThan(busy ?? 0);
  });

  it("of NodeResourcesBalancedAllocation prefers what is used evenly", () => {
    const uneven = info(node("a"), [asking({ cpu: "1500m" })]);
    const even = info(node("b"), [asking({ cpu: "500m", memory: "1Gi" })]);
    const [a, b] = scores(
      "NodeResourcesBalancedAllocation",
      asking({ cpu: "100m", memory: "200Mi" }),
      uneven,
      even,
    );
    expect(b).toBeGreaterThan(a ?? 0);
  });

  it("of TaintToleration counts the soft taints", () => {
    expect(
      scores("TaintToleration", pod("p"), info(node("a")), info(tainted("PreferNoSchedule"))),
    ).toEqual([0, 1]);
  });

  it("of PodTopologySpread prefers the zone with fewer", () => {
    const [a, b] = scores(
      "PodTopologySpread",
      spread("ScheduleAnyway"),
      zone("a", "a", [web("1"), web("2")]),
      zone("b", "b"),
    );
    expect(b).toBeGreaterThan(a ?? 0);
  });
});

it("a plugin gives a reason or none, and changes nothing", () => {
  const frozen = Object.freeze(pod("p", { spec: { nodeSelector: { disk: "ssd" } } }));
  const here = info(Object.freeze(node("n")));
  for (const each of plugins) {
    const reasons = each.filter?.(frozen, here, around(frozen, here)) ?? [];
    for (const reason of reasons) expect(reason).toMatch(/\S/);
  }
});
