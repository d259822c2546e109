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

const machine = "controlplane";
/** The recordings were made through a port of the recording machine, not at the node's address. */
const server = "127.0.0.1:6443";
const nodeAddress = "172.30.1.2:6443";
const root = "/tmp/golden";
const directory = `${root}/work`;
const noEndOfLine = "\\ No newline";
const commandTimeoutMs = 180_000;
/** What kubectl takes at the least to start and to be answered; meanwhile controllers go on. */
const commandMs = 100;

export function playTranscript(text: string, cluster: Cluster): Played {
  const scenario = parse(text);
  prepare(cluster, scenario.files);
  const normaliser = new Normaliser(scenario.source, server);
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
    const got = runCommand(cluster, words, normaliser);
    cluster.advance(commandMs);
    if (collapse(got).join("\n") === collapse(out).join("\n")) same += 1;
    else difference ??= { step: line, want: out, got };
  }
  return { commands, same, ...(difference === undefined ? {} : { difference }) };
}

/** A scratch folder with the scenario's files and a home with a copy of the kubeconfig. */
function prepare(
  cluster: Cluster,
  scenarioFiles: readonly { name: string; content: string }[],
): void {
  const files = cluster.files(machine);
  files.makeDirectory(directory, { parents: true });
  files.makeDirectory(`${root}/home/.kube`, { parents: true });
  files.write(
    `${root}/home/.kube/config`,
    files.read("/root/.kube/config").replace(nodeAddress, server),
  );
  for (const { name, content } of scenarioFiles) {
    const path = `${directory}/${name}`;
    files.makeDirectory(path.slice(0, path.lastIndexOf("/")), { parents: true });
    files.write(path, content);
  }
}

function control(cluster: Cluster, words: string): void {
  const [verb, subject = "", state] = words.split(" ");
  if (verb === "settle") cluster.settle();
  else if (verb === "wait") cluster.advance(Number.parseInt(subject, 10) * 1000);
  else if (verb === "node" && state === "stop") cluster.stopNode(subject);
  else if (verb === "node" && state === "start") cluster.startNode(subject);
  else throw new Error(`unknown step: ~ ${words}`);
}

function runCommand(cluster: Cluster, command: string, normaliser: Normaliser): string[] {
  const { stdout, stderr, status } = cluster.run(machine, command, {
    shell: "sh",
    directory,
    timeoutMs: commandTimeoutMs,
    environment: { HOME: `${root}/home`, LANG: "C.UTF-8", TZ: "UTC", TERM: "dumb" },
  });
  const lines: string[] = [];
  if (stdout !== "") {
    const shown = normaliser.apply(stdout, directory).replace(/\n$/, "").split("\n");
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

const escapeLine = (line: string): string => (/^([$~!?] |\\)/.test(line) ? `\\${line}` : line);
