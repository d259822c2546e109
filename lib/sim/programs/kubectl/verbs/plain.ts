// Small commands, and those that are refused with a clear word.

import { compareText } from "@/lib/sim/meta/go-text";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completePods } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { optionsText } from "../help";
import { buildDirectory, requireDirectory } from "../kustomize/build";
import { usage } from "../session";

export const options: Command = {
  name: "options",
  summary: "Print the list of flags inherited by all commands",
  isHidden: true,
  run(session) {
    session.io.stdout(`${optionsText()}\n`);
    return 0;
  },
};

export const completion: Command = {
  name: "completion",
  summary: "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)",
  usage: "SHELL",
  run(session) {
    const { args, io } = session;
    if (args.length === 0) throw usage(session, "Shell not specified.");
    if (args.length > 1) throw usage(session, "Too many arguments. Expected only the shell type.");
    const [shell = ""] = args;
    if (!["bash", "zsh", "fish", "powershell"].includes(shell))
      throw usage(session, `Unsupported shell type ${JSON.stringify(shell)}.`);
    // The terminal completes by itself, so there is nothing to load.
    io.stdout(`# ${shell} completion for kubectl is built into this terminal\n`);
    return 0;
  },
  complete: (_, args) => (args.length === 0 ? ["bash", "fish", "powershell", "zsh"] : []),
};

export const kustomize: Command = {
  name: "kustomize",
  summary: "Build a kustomization target from a directory or URL",
  usage: "DIR",
  flags: defineFlags(
    "output,o:string load-restrictor:string=LoadRestrictionsRootOnly enable-helm:bool",
  ),
  run(session) {
    const [directory = "."] = session.args;
    if (session.args.length > 1) throw new CommandError("specify one path to kustomization.yaml");
    requireDirectory(session.io, directory);
    const objects = buildDirectory(session.io, directory.replace(/\/$/, "") || "/");
    const ordered = [...objects].sort(
      (a, b) => kindOrder(a.kind) - kindOrder(b.kind) || compareText(a.kind, b.kind),
    );
    session.io.stdout(ordered.map((object) => writeYaml(object)).join("---\n"));
    return 0;
  },
};

const firstKinds = [
  "Namespace",
  "ResourceQuota",
  "StorageClass",
  "CustomResourceDefinition",
  "ServiceAccount",
  "PodSecurityPolicy",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "ConfigMap",
  "Secret",
  "Endpoints",
  "Service",
  "LimitRange",
  "PriorityClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "Deployment",
  "StatefulSet",
  "CronJob",
  "PodDisruptionBudget",
];

const kindOrder = (kind: string): number => {
  const index = firstKinds.indexOf(kind);
  return index < 0 ? firstKinds.length : index;
};

export const plugin: Command = {
  name: "plugin",
  summary: "Provides utilities for interacting with plugins",
  usage: "[flags]",
  subcommands: [
    {
      name: "list",
      summary: "List all visible plugin executables on a user's PATH",
      usage: "[flags]",
      flags: defineFlags("name-only:bool"),
      run() {
        throw new CommandError("unable to find any kubectl plugins in your PATH");
      },
    },
  ],
};

export const portForward: Command = {
  name: "port-forward",
  summary: "Forward one or more local ports to a pod",
  usage: "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
  flags: defineFlags("address:slice=localhost pod-running-timeout:duration=1m0s"),
  run(session) {
    if (session.args.length < 2)
      throw usage(session, "TYPE/NAME and list of ports are required for port-forward");
    throw new CommandError(
      "port-forward is not simulated here yet; reach a pod with 'kubectl exec' or through a service from a node",
    );
  },
  complete: completePods,
};

export const proxy: Command = {
  name: "proxy",
  summary: "Run a proxy to the Kubernetes API server",
  usage: "[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]",
  flags: defineFlags(
    "accept-hosts:string accept-paths:string address:string=127.0.0.1 api-prefix:string=/ append-server-path:bool disable-filter:bool keepalive:duration port,p:int=8001 reject-methods:string reject-paths:string unix-socket,u:string www,w:string www-prefix,P:string=/static/",
  ),
  run() {
    throw new CommandError(
      "proxy is not simulated here; use 'kubectl get --raw PATH' to ask the API server directly",
    );
  },
};
