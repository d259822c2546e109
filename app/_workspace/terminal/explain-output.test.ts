// Each mistake is made in a simulated terminal; what it prints must be explained as what it is.
import { beforeAll, describe, expect, it } from "vitest";
import { terminalErrors } from "@/lib/messages/terminal-errors";
import { fill } from "@/lib/messages/translate";
import { newCluster } from "@/lib/sessions/base-clusters";
import type { Cluster } from "@/lib/sim";
import { explainOutput, type TerminalErrorKey } from "./explain-output";

const machine = "controlplane";
const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n";
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: x}
spec:
  selector: {matchLabels: {app: x}}
  template:
    metadata: {labels: {app: x}}
    spec: {containers: [{name: x, image: nginx}]}
`;
const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"].concat(
  ["b", "c", "d", "e", "f"].map((name, index) => {
    const inner = `*${"abcde"[index]}`;
    return `${name}: &${name} [${Array(9).fill(inner).join(",")}]`;
  }),
);

const files: Readonly<Record<string, string>> = {
  "tab.yaml": "kind: Pod\nmetadata:\n\tname: x\n",
  "full-width.yaml": "apiVersion: v1\nkind： Pod\nmetadata:\n  name: x\n",
  "two-colons.yaml": "apiVersion: v1\nkind: Pod\nmetadata: name: x\n",
  "column.yaml": "a: [1\nb: 2\n",
  "bomb.yaml": bomb.join("\n"),
  "no-kind.yaml": "apiVersion: v1\nmetadata:\n  name: x\n",
  "no-version.yaml": "kind: Pod\nmetadata:\n  name: x\n",
  "wrong-version.yaml": deployment.replace("apps/v1", "v1"),
  "typo.yaml": deployment.replace("matchLabels", "matchLables"),
  "type.yaml": `${pod}spec: {containers: [{name: a, image: b, ports: [{containerPort: abc}]}]}\n`,
  "selector.yaml": deployment.replace("labels: {app: x}", "labels: {app: other}"),
  "name.yaml": `${pod.replace("name: x", "name: “웹”")}spec: {containers: [{name: a, image: b}]}\n`,
  "required.yaml": `${pod}spec: {containers: [{image: b}]}\n`,
  "unsupported.yaml": `${pod}spec: {restartPolicy: Sometimes, containers: [{name: a, image: b}]}\n`,
};

const setUp = [
  "kubectl create deployment web --image=nginx",
  "kubectl create namespace small",
  "kubectl create quota few --hard=pods=0 -n small",
  "kubectl create configmap owned --from-literal=a=b",
];

interface Mistake {
  readonly line: string;
  readonly key: TerminalErrorKey;
  readonly values: Readonly<Record<string, string>>;
}

const mistakes = (
  [
    ["kubectl apply -f tab.yaml", "yamlTab", { line: "3" }],
    ["kubectl apply -f full-width.yaml", "yamlColon"],
    ["kubectl apply -f two-colons.yaml", "yamlMapping", { line: "3" }],
    ["kubectl apply -f column.yaml", "yamlKey"],
    ["kubectl apply -f bomb.yaml", "yamlAliases"],
    ["kubectl apply -f no-kind.yaml", "kindMissing", { file: "no-kind.yaml" }],
    ["kubectl apply -f no-version.yaml", "apiVersionMissing"],
    ["kubectl apply -f wrong-version.yaml", "noMatch", { kind: "Deployment", version: "v1" }],
    ["kubectl apply -f typo.yaml", "unknownField", { field: "spec.selector.matchLables" }],
    ["kubectl apply -f type.yaml", "wrongType", { type: "int32" }],
    ["kubectl apply -f selector.yaml", "selectorMismatch"],
    ["kubectl apply -f name.yaml", "badName"],
    ["kubectl apply -f required.yaml", "required", { field: "spec.containers[0].name" }],
    ["kubectl apply -f unsupported.yaml", "unsupported", { field: "spec.restartPolicy" }],
    ["kubectl apply -f nothing.yaml", "noFile", { file: "nothing.yaml" }],
    [
      `kubectl patch deploy web -p '{"spec":{"replicas":-1}}'`,
      "invalid",
      { field: "spec.replicas" },
    ],
    ["kubectl get pdos", "noResourceType", { type: "pdos" }],
    ["kubectl get pod nobody", "notFound", { name: "nobody" }],
    ["kubectl logs nobody", "notFound", { name: "nobody" }],
    ["kubectl run p --image=nginx -n nowhere", "noNamespace", { name: "nowhere" }],
    ["kubectl create deployment web --image=nginx", "exists", { name: "web" }],
    ["kubectl run p --image=nginx -n small", "quota"],
    ["kubectl get pods --as=lee", "forbidden"],
    ["kubectl delete namespace kube-system", "forbiddenByRule"],
    [
      `kubectl apply --server-side --field-manager=me -f - <<< '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"owned"},"data":{"a":"c"}}'`,
      "applyConflict",
    ],
    [
      `kubectl get deploy web -o json | sed 's/"resourceVersion": "[0-9]*"/"resourceVersion": "1"/' | kubectl replace -f -`,
      "conflict",
    ],
    ["kubectl desribe pod", "unknownCommand", { command: "desribe" }],
    ["kubectl get pods --wiide", "unknownFlag", { flag: "--wiide" }],
    ["kubectl get pods -z", "unknownFlag", { flag: "-z" }],
    ["kubectl get pods -n", "flagNeedsValue"],
    ["kubectl run x", "requiredFlag", { flag: "image" }],
    ["kubectl delete pod", "noName"],
    ["kubectl apply", "noSource"],
    ["kubectl label deploy web app=x", "overwrite"],
    ["kubectl expose deploy web", "noPort"],
    ["kubectl wait --for=condition=Nice deploy/web --timeout=1s", "timedOut"],
    ["kubectl top pods", "noMetrics"],
    ["kubectl config use-context nowhere", "noContext", { name: "nowhere" }],
    ["kubectl -s https://127.0.0.1:9 get pods", "refused"],
    ["kubctl get pods", "commandNotFound", { command: "kubctl" }],
    ["cat nothing", "noSuchFile", { file: "nothing" }],
    ["rm nothing", "noSuchFile", { file: "nothing" }],
    ["cd nothing", "noSuchFile", { file: "nothing" }],
    ["echo 'abc", "openQuote"],
  ] satisfies [string, TerminalErrorKey, Record<string, string>?][]
).map(([line, key, values = {}]): Mistake => ({ line, key, values }));

let cluster: Cluster;
beforeAll(() => {
  cluster = newCluster("three-nodes", 1);
  const folder = cluster.files(machine);
  for (const [name, text] of Object.entries(files)) folder.write(`/root/${name}`, text);
  for (const line of setUp) expect(cluster.run(machine, line).status, line).toBe(0);
});

describe("an error in the terminal", () => {
  it.each(mistakes)("$line is explained as $key", ({ line, key, values }) => {
    const { stdout, stderr, status } = cluster.run(machine, line, { timeoutMs: 30_000 });
    expect(status).not.toBe(0);
    expect(explainOutput(stdout + stderr), stderr).toMatchObject({
      key,
      values,
    });
  });

  it.each(mistakes)("$line is explained without a gap", ({ line }) => {
    const { stdout, stderr } = cluster.run(machine, line, { timeoutMs: 30_000 });
    const found = explainOutput(stdout + stderr);
    for (const texts of [terminalErrors.ko, terminalErrors.en]) {
      const said = found && fill(texts[found.key], found.values);
      expect(said).toMatch(/\S/);
      expect(said).not.toMatch(/[{}]/);
    }
  });

  it("is what stops an endless loop and a flood", () => {
    const { terminals } = cluster;
    for (const line of ["while true; do :; done", "yes"]) {
      terminals.open("t", { machine, columns: 80 });
      terminals.input("t", `${line}\n`);
      cluster.advance(60_000);
      expect(explainOutput(terminals.output("t", 0).text.slice(-20_000))?.key, line).toBe(
        "stopped",
      );
      terminals.close("t");
    }
  });

  it.each(["kubectl get pods", "cat typo.yaml; kubectl get deploy", "echo 'error: none' ; ls"])(
    "is not seen where there is none: %s",
    (line) => {
      const { stdout, stderr } = cluster.run(machine, line);
      expect(explainOutput(stdout + stderr)).toBeUndefined();
    },
  );
});
