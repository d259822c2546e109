// What a learner, a program or a lab may do to a cluster, as data, and random sequences of it.
import type { ApiRequest } from "../apiserver/request";
import { type Cluster, systemUser } from "../cluster";
import type { Dice } from "./dice";
import { randomManifest, randomPatch } from "./manifests";

export type Action =
  | { readonly kind: "command"; readonly line: string }
  | { readonly kind: "request"; readonly request: ApiRequest }
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "input"; readonly text: string }
  | { readonly kind: "signal"; readonly signal: "INT" | "EOF" | "TSTP" }
  | { readonly kind: "skip"; readonly ms: number }
  | { readonly kind: "process"; readonly name: string; readonly up: boolean }
  | { readonly kind: "node"; readonly name: string; readonly up: boolean };

const machine = "controlplane";
const terminal = "t";

export function play(cluster: Cluster, actions: readonly Action[]): void {
  for (const action of actions) playOne(cluster, action);
}

export function playOne(cluster: Cluster, action: Action): void {
  const { terminals } = cluster;
  switch (action.kind) {
    case "command":
      cluster.run(machine, action.line, { timeoutMs: 20_000 });
      return;
    case "request":
      cluster.request({ ...action.request, user: systemUser });
      return;
    case "file":
      cluster.files(machine).write(action.path, action.text);
      return;
    case "input":
      if (!terminals.has(terminal) || terminals.view(terminal).ended)
        terminals.open(terminal, { machine });
      terminals.input(terminal, action.text);
      return;
    case "signal":
      terminals.signal(terminal, action.signal);
      return;
    case "skip":
      cluster.advance(action.ms);
      return;
    case "process":
      if (action.up) cluster.start(action.name);
      else cluster.stop(action.name);
      return;
    case "node":
      if (action.up) cluster.startNode(action.name);
      else cluster.stopNode(action.name);
      return;
  }
}

export function randomActions(dice: Dice, count: number): Action[] {
  return Array.from({ length: count }, () => randomAction(dice));
}

/** Something to act upon. */
export function randomBeginning(dice: Dice): Action[] {
  return [
    { kind: "command", line: "kubectl create namespace dev" },
    {
      kind: "command",
      line: `kubectl create deployment web --image=nginx --replicas=${1 + dice.below(4)}`,
    },
    { kind: "request", request: randomCreation(dice) },
    { kind: "skip", ms: dice.pick([0, 700, 5000, 30_000]) },
  ];
}

const makers: readonly (readonly [weight: number, make: (dice: Dice) => Action])[] = [
  [8, (dice) => ({ kind: "command", line: randomLine(dice) })],
  [5, (dice) => ({ kind: "request", request: randomWrite(dice) })],
  [5, (dice) => ({ kind: "skip", ms: dice.pick([1, 50, 700, 1500, 10_000, 60_000, 400_000]) })],
  [
    2,
    (dice) => ({
      kind: "file",
      path: "/root/web.yaml",
      text: JSON.stringify(randomManifest(dice).object),
    }),
  ],
  [3, (dice) => ({ kind: "input", text: randomInput(dice) })],
  [1, (dice) => ({ kind: "signal", signal: dice.pick(["INT", "EOF", "TSTP"]) })],
  [1, (dice) => ({ kind: "process", name: dice.pick(processes), up: dice.oneIn(2) })],
  [1, (dice) => ({ kind: "node", name: dice.pick(["node01", "node02"]), up: dice.oneIn(2) })],
];

/** What can be stopped and started. */
export const processes = ["kube-scheduler", "kube-controller-manager", "kube-apiserver"] as const;

function randomAction(dice: Dice): Action {
  const sum = makers.reduce((total, [weight]) => total + weight, 0);
  let left = dice.below(sum);
  for (const [weight, make] of makers) {
    if (left < weight) return make(dice);
    left -= weight;
  }
  throw new Error("the weights do not add up");
}

const names = ["web", "api", "db"] as const;
const namespaces = ["default", "default", "dev"] as const;

/** A kubectl command; it may well be refused, and that is to be the same every time. */
function randomLine(dice: Dice): string {
  const name = dice.pick(names);
  const space = dice.oneIn(4) ? " -n dev" : "";
  const workload = dice.pick(["deployment", "rs", "pod", "service"]);
  return dice.pick([
    `kubectl create deployment ${name} --image=nginx --replicas=${dice.below(5)}${space}`,
    `kubectl create deployment ${name} --image=nginx:1.27${space}`,
    `kubectl run ${name} --image=nginx${space}`,
    `kubectl run once --image=busybox --restart=Never -- sh -c 'echo hi; sleep 3'${space}`,
    `kubectl scale deployment ${name} --replicas=${dice.below(7)}${space}`,
    `kubectl set image deployment/${name} nginx=nginx:1.${20 + dice.below(9)}${space}`,
    `kubectl set image deployment/${name} nginx=nosuch:1${space}`,
    `kubectl rollout restart deployment ${name}${space}`,
    `kubectl rollout undo deployment ${name}${space}`,
    `kubectl rollout status deployment ${name} --timeout=5s${space}`,
    `kubectl expose deployment ${name} --port=80${space}`,
    `kubectl label ${workload} ${name} tier=${dice.pick(names)} --overwrite${space}`,
    `kubectl annotate ${workload} --all note=${dice.below(9)} --overwrite${space}`,
    `kubectl delete ${workload} ${name} --wait=false${space}`,
    `kubectl delete ${workload} ${name}${space}`,
    `kubectl delete deployment ${name} --cascade=${dice.pick(["orphan", "foreground", "background"])} --wait=false`,
    `kubectl delete pods --all --wait=false${space}`,
    `kubectl delete pod ${name} --force --grace-period=0`,
    "kubectl create namespace dev",
    "kubectl delete namespace dev --wait=false",
    `kubectl create quota team --hard=pods=${1 + dice.below(4)}${space}`,
    `kubectl create configmap settings --from-literal=colour=${name}${space}`,
    `kubectl taint node node01 only=${name}:NoExecute --overwrite`,
    "kubectl taint node node01 only-",
    `kubectl ${dice.pick(["cordon", "uncordon"])} ${dice.pick(["node01", "node02"])}`,
    "kubectl drain node02 --ignore-daemonsets --force --timeout=5s",
    `kubectl apply -f /root/web.yaml`,
    `kubectl apply -f /root/web.yaml --server-side${dice.oneIn(2) ? " --force-conflicts" : ""}`,
    `kubectl replace -f /root/web.yaml`,
    `kubectl get ${dice.pick(["pods", "all", "nodes", "events"])} -A -o ${dice.pick(["wide", "yaml", "name"])}`,
    `kubectl describe ${workload}`,
    `kubectl exec deploy/${name} -- date`,
    `kubectl logs deploy/${name}${space}`,
    `echo ${dice.below(1000)} >> /tmp/notes; cat /tmp/notes | sort | tail -2`,
  ]);
}

function randomInput(dice: Dice): string {
  return dice.pick([
    "kubectl get pods -w",
    "kubectl rollout status deployment web",
    "sleep 5; date",
    "while true; do date >> /tmp/log; sleep 2; done &",
    "cat",
    "some words",
    "for i in 1 2 3; do echo $i; sleep 1; done",
    "x=$((x + 1)); echo $x",
    "exit",
    "kubectl wait --for=condition=Available deployment/web --timeout=20s",
  ]);
}

function randomCreation(dice: Dice): ApiRequest {
  const { path, object } = randomManifest(dice);
  return { method: "POST", path, query: {}, headers: json, body: JSON.stringify(object) };
}

const json = { "content-type": "application/json" };

function randomWrite(dice: Dice): ApiRequest {
  const namespace = dice.pick(namespaces);
  const { path, object } = randomManifest(dice, namespace);
  const name = (object.metadata as { name: string }).name;
  const one = `${path}/${name}`;
  const body = JSON.stringify(object);
  const plain = { query: {}, headers: json };
  return dice.pick<ApiRequest>([
    { ...plain, method: "POST", path, body },
    { ...plain, method: "POST", path, body },
    { ...plain, method: "PUT", path: one, body },
    { ...plain, method: "DELETE", path: one },
    { ...plain, method: "PATCH", path: one, ...randomPatch(dice, object) },
    { ...plain, method: "PATCH", path: one, ...randomPatch(dice, object) },
    { ...plain, method: "DELETE", path, query: { labelSelector: [`app=${dice.pick(names)}`] } },
    { ...plain, method: "POST", path, body, query: { dryRun: ["All"] } },
  ]);
}
