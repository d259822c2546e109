// Plays one golden transcript in the terminal of a simulated cluster and compares what is printed. The file
// format and the normalisation are those of `e2e/goldens/replay.mjs`, which is used as it is.
import { collapse, Normaliser, parse } from "../../e2e/goldens/replay.mjs";
import type { Cluster } from "../sim";

export interface Difference {
  readonly step: string;
  readonly want: readonly string[];
  readonly got: readonly string[];
}

export interface Played {
  /** The first command that printed something else; absent when all was the same. */
  readonly difference?: Difference;
  readonly commands: number;
  readonly same: number;
}

/** The recordings were made through a port of the recording machine, not at the node's address. */
const server = "127.0.0.1:6443";
const nodeAddress = "172.30.1.2:6443";
const recordedServer = "192.168.56.10:6443";
const root = "/tmp/golden";
const directory = `${root}/work`;
const kubeconfig = "/root/.kube/config";
const loneByte = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;
const noEndOfLine = "\\ No newline";
const commandTimeoutMs = 180_000;
/** What kubectl takes at the least to start and to be answered; meanwhile controllers go on. */
const commandMs = 100;

/** Where a folder of recordings was made, and so where it is played. */
export interface Stage {
  readonly preset: string;
  readonly machine: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The recordings hold what was printed; they go through the rules of normalisation only here. */
  readonly isRaw?: true;
}

const pki = "/etc/kubernetes/pki/etcd";
const stages: Readonly<Record<string, Stage>> = {
  etcdctl: { preset: "single-etcd", machine: "box" },
  node: { preset: "node1", machine: "node1", isRaw: true },
  "etcdctl-cluster": {
    preset: "base-cluster",
    machine: "controlplane",
    environment: {
      ETCDCTL_ENDPOINTS: "https://127.0.0.1:2379",
      ETCDCTL_CACERT: `${pki}/ca.crt`,
      ETCDCTL_CERT: `${pki}/server.crt`,
      ETCDCTL_KEY: `${pki}/server.key`,
    },
  },
};

export const stageOf = (area: string): Stage =>
  stages[area] ?? { preset: "base-cluster", machine: "controlplane" };

export function playTranscript(text: string, cluster: Cluster, stage = stageOf("")): Played {
  const scenario = parse(text);
  prepare(cluster, stage, scenario.files);
  if (stage.isRaw) enterNamespace(cluster, stage, namespaceOf(text));
  const normaliser = new Normaliser(scenario.source, server);
  const recorded = new Normaliser(scenario.source, recordedServer);
  let difference: Difference | undefined;
  let commands = 0;
  let same = 0;
  for (const { line, out } of scenario.steps) {
    const words = line.slice(2).trim();
    if (!line.startsWith("$ ")) {
      control(cluster, words);
      continue;
    }
    commands += 1;
    const got = runCommand(cluster, words, { normaliser, stage });
    // Recordings of a node are about its own times; what kubectl takes is in their waits.
    if (!stage.isRaw) cluster.advance(commandMs);
    const want = stage.isRaw ? normalised(out, recorded) : out;
    if (collapse(got).join("\n") === collapse(want).join("\n")) same += 1;
    else difference ??= { step: line, want, got };
  }
  return { commands, same, ...(difference === undefined ? {} : { difference }) };
}

/** A scratch folder with the scenario's files and a home with a copy of the kubeconfig. */
function prepare(
  cluster: Cluster,
  { machine }: Stage,
  scenarioFiles: readonly { name: string; content: string }[],
): void {
  const files = cluster.files(machine);
  files.makeDirectory(directory, { parents: true });
  files.makeDirectory(`${root}/home/.kube`, { parents: true });
  if (files.exists(kubeconfig)) {
    const text = files
      .read(kubeconfig)
      .replace(nodeAddress, server)
      .replace(recordedServer, server);
    files.write(`${root}/home/.kube/config`, text);
  }
  for (const { name, content } of scenarioFiles) {
    const path = `${directory}/${name}`;
    files.makeDirectory(path.slice(0, path.lastIndexOf("/")), { parents: true });
    files.write(path, content);
  }
}

/** The recordings of a node were made in namespaces of several names, which their output tells. */
function namespaceOf(text: string): string {
  const found =
    /(?:deleted from|found in) (\w+) namespace|^Namespace: +(\w+)|assigned (\w+)\//m.exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? "default";
}

function enterNamespace(cluster: Cluster, { machine }: Stage, namespace: string): void {
  if (namespace === "default") return;
  const environment = { HOME: `${root}/home` };
  cluster.run(
    machine,
    `kubectl create namespace ${namespace}; kubectl config set-context --current --namespace=${namespace}`,
    { environment },
  );
  cluster.settle();
}

function control(cluster: Cluster, words: string): void {
  const [verb, subject = "", state] = words.split(" ");
  if (verb === "settle") cluster.settle();
  else if (verb === "wait") cluster.advance(Number.parseInt(subject, 10) * 1000);
  else if (verb === "node" && state === "stop") cluster.stopNode(subject);
  else if (verb === "node" && state === "start") cluster.startNode(subject);
  else throw new Error(`unknown step: ~ ${words}`);
}

interface Playing {
  readonly normaliser: Normaliser;
  readonly stage: Stage;
}

function runCommand(cluster: Cluster, command: string, { normaliser, stage }: Playing): string[] {
  const { stdout, stderr, status } = cluster.run(stage.machine, command, {
    shell: "sh",
    directory,
    timeoutMs: commandTimeoutMs,
    environment: {
      HOME: `${root}/home`,
      LANG: "C.UTF-8",
      TZ: "UTC",
      TERM: "dumb",
      ...stage.environment,
    },
  });
  const lines: string[] = [];
  if (stdout !== "") {
    // Bytes that are no UTF-8 were recorded as a terminal shows them.
    const shown = normaliser
      .apply(stdout.replace(loneByte, "\ufffd"), directory)
      .replace(/\n$/, "")
      .split("\n");
    lines.push(...shown.map((line) => escapeLine(line.trimEnd())));
    if (!stdout.endsWith("\n")) lines.push(noEndOfLine);
  }
  if (stderr !== "") {
    const shown = normaliser.apply(stderr, directory).replace(/\n$/, "").split("\n");
    lines.push(...shown.map((line) => `! ${line}`.trimEnd()));
  }
  if (status !== 0) lines.push(`? ${status ?? "SIGKILL"}`);
  return lines;
}

/** Recorded lines under the rules that replayed ones go through: output first, then errors, then the status. */
function normalised(lines: readonly string[], normaliser: Normaliser): string[] {
  const isError = (line: string): boolean => /^!( |$)/.test(line);
  const isStatus = (line: string): boolean => /^\? /.test(line);
  const output = lines.filter((line) => !isError(line) && !isStatus(line));
  const errors = lines.filter(isError).map((line) => line.slice(2));
  const apply = (text: readonly string[]): string[] =>
    text.length === 0 ? [] : normaliser.apply(text.join("\n"), "").split("\n");
  return [
    ...apply(output).map((line) => line.trimEnd()),
    ...apply(errors).map((line) => `! ${line}`.trimEnd()),
    ...lines.filter(isStatus),
  ];
}

const escapeLine = (line: string): string => (/^([$~!?] |\\)/.test(line) ? `\\${line}` : line);
