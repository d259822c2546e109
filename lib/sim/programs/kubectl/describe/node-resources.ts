// What the pods of a node ask for, next to what the node has.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go describeNodeResource
import type { Node, Pod } from "@/generated/kubernetes/types";
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  milliValue,
  type Quantity,
  quantityOf,
  quantityValue,
  zeroQuantity,
} from "@/lib/sim/meta/quantity";
import { sortedKeys } from "./maps";
import { since } from "./times";
import type { DescriptionWriter } from "./writer";

type Amounts = Readonly<Record<string, Quantity>>;
type ResourceMap = Readonly<Record<string, string | number>>;

export function writeNodeResources(
  w: DescriptionWriter,
  node: Node,
  pods: readonly Pod[],
  now: number,
): void {
  const { capacity = {}, allocatable = {} } = node.status ?? {};
  const available = Object.keys(allocatable).length > 0 ? allocatable : capacity;
  w.write(0, `Non-terminated Pods:\t(${pods.length} in total)\n`);
  w.write(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n");
  w.write(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n");
  for (const pod of pods) {
    const [requests, limits] = [podAmounts(pod, "requests"), podAmounts(pod, "limits")];
    const cells = ["cpu", "memory"].flatMap((name) =>
      [requests, limits].map((amounts) => share(amounts, name, available)),
    );
    const age = since(pod.metadata?.creationTimestamp, now);
    w.write(
      1,
      `${pod.metadata?.namespace ?? ""}\t${pod.metadata?.name ?? ""}\t\t${cells.join("\t")}\t${age}\n`,
    );
  }
  writeTotals(w, pods, available);
}

function writeTotals(w: DescriptionWriter, pods: readonly Pod[], available: ResourceMap): void {
  const [requests, limits] = [totals(pods, "requests"), totals(pods, "limits")];
  w.write(
    0,
    "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n",
  );
  w.write(1, "Resource\tRequests\tLimits\n");
  w.write(1, "--------\t--------\t------\n");
  const names = sortedKeys(available);
  const hugePages = names.filter((name) => name.startsWith("hugepages-"));
  for (const name of ["cpu", "memory", "ephemeral-storage", ...hugePages]) {
    w.write(1, `${name}\t${share(requests, name, available)}\t${share(limits, name, available)}\n`);
  }
  const usual = new Set(["cpu", "memory", "ephemeral-storage", "pods", ...hugePages]);
  for (const name of names.filter((one) => !usual.has(one))) {
    w.write(
      1,
      `${name}\t${formatQuantity(requests[name] ?? zeroQuantity)}\t${formatQuantity(limits[name] ?? zeroQuantity)}\n`,
    );
  }
}

/** `100m (5%)`. */
function share(amounts: Amounts, name: string, available: ResourceMap): string {
  const amount = amounts[name] ?? zeroQuantity;
  const whole = quantityOf(available[name]);
  const measure = name === "cpu" ? milliValue : quantityValue;
  const percent = measure(whole) === 0 ? 0 : Math.trunc((measure(amount) / measure(whole)) * 100);
  return `${formatQuantity(amount)} (${percent}%)`;
}

const totals = (pods: readonly Pod[], list: "requests" | "limits"): Amounts =>
  pods.map((pod) => podAmounts(pod, list)).reduce(sum, {});

/** Containers together, or the largest init container; sidecars count with both; then the overhead. */
function podAmounts({ spec }: Pod, list: "requests" | "limits"): Amounts {
  let running = (spec?.containers ?? [])
    .map((container) => read(container.resources?.[list]))
    .reduce(sum, {});
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const container of spec?.initContainers ?? []) {
    const own = read(container.resources?.[list]);
    const isSidecar = container.restartPolicy === "Always";
    if (isSidecar) {
      running = sum(running, own);
      sidecars = sum(sidecars, own);
      starting = larger(starting, sidecars);
    } else starting = larger(starting, sum(sidecars, own));
  }
  const needed = larger(running, starting);
  const ofPod = read(spec?.resources?.[list]);
  const overhead = read(spec?.overhead);
  return sum({ ...needed, ...ofPod }, overhead);
}

const read = (resources: ResourceMap | undefined): Amounts =>
  Object.fromEntries(
    Object.entries(resources ?? {}).map(([name, amount]) => [name, quantityOf(amount)]),
  );

function combine(
  a: Amounts,
  b: Amounts,
  join: (left: Quantity, right: Quantity) => Quantity,
): Amounts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    names.map((name) => {
      const [left, right] = [a[name], b[name]];
      return [
        name,
        left === undefined || right === undefined
          ? (left ?? right ?? zeroQuantity)
          : join(left, right),
      ];
    }),
  );
}

const sum = (a: Amounts, b: Amounts): Amounts => combine(a, b, addQuantities);
const larger = (a: Amounts, b: Amounts): Amounts =>
  combine(a, b, (left, right) => (compareQuantities(left, right) < 0 ? right : left));
