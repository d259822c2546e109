// The kubelet as a process: it reads its flags and files, says what is wrong with them and ends, or switches the
// node's kubelet on and stays. What a kubelet does stands in `kubelet/`.
//
// Kubernetes: cmd/kubelet/app/server.go
import { FileError } from "../../machine/file-error";
import type { Program, ProgramIo } from "../../machine/program";
import { goQuote } from "../../meta/go-text";
import { isJsonObject } from "../../meta/object";
import { readYaml } from "../../meta/yaml/read";
import { klogTime } from "../../runtime/klog";
import type { HostWorld } from "../host-world";

type KubeletIo = ProgramIo<HostWorld>;

const version = "v1.36.2";
const up = "up";

export const kubelet: Program<HostWorld> = {
  name: "kubelet",
  summary: "the node agent of Kubernetes",
  handles: ["TERM", "INT"],
  run(io, resume) {
    const { host } = io.world;
    if (resume === up) {
      if (io.signals().length === 0) return { waitFor: {}, resume: up };
      host.stopKubelet(io.process.machine);
      return 0;
    }
    if (io.args.includes("--version")) {
      io.stdout(`Kubernetes ${version}\n`);
      return 0;
    }
    const flags = flagsOf(io.args);
    const problem = "unknown" in flags ? flags.unknown : problemOf(io, flags);
    if (problem !== undefined) {
      log(io, "E", "run.go:72", `"command failed" err=${goQuote(problem)}`);
      return 1;
    }
    sayStarted(io);
    host.startKubelet(io.process.machine);
    return { waitFor: {}, resume: up };
  },
};

type Flags = ReadonlyMap<string, string>;

const known: ReadonlySet<string> = new Set(
  "bootstrap-kubeconfig config config-dir kubeconfig pod-infra-container-image container-runtime-endpoint node-ip node-labels hostname-override register-with-taints v root-dir cert-dir resolv-conf cgroup-driver fail-swap-on max-pods pod-manifest-path cluster-dns cluster-domain eviction-hard system-reserved kube-reserved feature-gates".split(
    " ",
  ),
);

function flagsOf(args: readonly string[]): Flags | { readonly unknown: string } {
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const found = /^--([a-z0-9-]+)(?:=([\s\S]*))?$/.exec(args[at] ?? "");
    if (found === null) return { unknown: `unknown command ${goQuote(args[at] ?? "")}` };
    const [, name = "", value] = found;
    if (!known.has(name))
      return { unknown: `failed to parse kubelet flag: unknown flag: --${name}` };
    flags.set(name, value ?? args[++at] ?? "");
  }
  return flags;
}

/** Why it cannot start, in the order in which it looks. */
function problemOf(io: KubeletIo, flags: Flags): string | undefined {
  const config = flags.get("config");
  const read = config === undefined ? {} : readConfig(io, config);
  if (typeof read === "string") return read;
  const authority = authorityOf(read);
  if (authority !== undefined && !io.files.exists(authority)) {
    return `failed to construct kubelet dependencies: unable to load client CA file ${authority}: open ${authority}: no such file or directory`;
  }
  const kubeconfig = flags.get("kubeconfig") ?? "";
  const bootstrap = flags.get("bootstrap-kubeconfig") ?? "";
  if (kubeconfig !== "" && !io.files.exists(kubeconfig) && !io.files.exists(bootstrap)) {
    return `failed to run Kubelet: unable to load bootstrap kubeconfig: stat ${bootstrap}: no such file or directory`;
  }
  if (io.world.host.units.isActive(io.process.machine, "containerd.service")) return undefined;
  const socket = "/run/containerd/containerd.sock";
  return `failed to run Kubelet: validate service connection: validate CRI v1 runtime API for endpoint "unix://${socket}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix ${socket}: connect: no such file or directory"`;
}

function readConfig(io: KubeletIo, path: string): object | string {
  const prefix = `failed to load kubelet config file, path: ${path}, error: failed to load Kubelet config file ${path}, error `;
  let text: string;
  try {
    text = io.files.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const why = `open ${path}: ${error.message.toLowerCase()}`;
    return `${prefix}failed to read kubelet config file ${goQuote(path)}, error: ${why}`;
  }
  const parsed = readYaml(text);
  if ("error" in parsed) return `${prefix}failed to decode: ${String(parsed.error)}`;
  const { value } = parsed;
  if (!isJsonObject(value) || value.kind !== "KubeletConfiguration") {
    const kind = isJsonObject(value) ? String(value.kind ?? "") : "";
    return `${prefix}failed to decode: no kind ${goQuote(kind)} is registered for version "kubelet.config.k8s.io/v1beta1" in scheme "k8s.io/kubernetes/pkg/kubelet/apis/config/scheme/scheme.go:33"`;
  }
  return value;
}

function authorityOf(config: object): string | undefined {
  if (!("authentication" in config) || !isJsonObject(config.authentication)) return undefined;
  const { x509 } = config.authentication;
  return isJsonObject(x509) && typeof x509.clientCAFile === "string"
    ? x509.clientCAFile
    : undefined;
}

function sayStarted(io: KubeletIo): void {
  const { hostname } = io.process;
  log(io, "I", "server.go:545", `"Kubelet version" kubeletVersion="${version}"`);
  log(io, "I", "server.go:991", '"Client rotation is on, will bootstrap in background"');
  log(io, "I", "kubelet.go:496", '"Attempting to sync node with API server"');
  log(io, "I", "kubelet.go:397", '"Adding static pod path" path="/etc/kubernetes/manifests"');
  log(
    io,
    "I",
    "kuberuntime_manager.go:308",
    '"Container runtime initialized" containerRuntime="containerd" version="2.1.5" apiVersion="v1"',
  );
  log(io, "I", "server.go:1291", '"Started kubelet"');
  log(io, "I", "server.go:193", '"Starting to listen" address="0.0.0.0" port=10250');
  log(io, "I", "kubelet.go:2637", '"Starting kubelet main sync loop"');
  log(io, "I", "kubelet_node_status.go:81", `"Successfully registered node" node="${hostname}"`);
}

function log(io: KubeletIo, severity: "I" | "E", place: string, text: string): void {
  const pid = String(io.process.pid).padStart(7);
  io.stderr(`${severity}${klogTime(io.process.now)} ${pid} ${place}] ${text}\n`);
}
