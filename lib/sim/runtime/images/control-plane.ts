// The images of Kubernetes itself. What the components do is done by the simulator's own; here they run,
// listen and say a few true lines.

import { defineLayer } from "../../machine/layers";
import { goQuote } from "../../meta/go-text";
import type { ServerAnswer, ServerRequest } from "../../network/messages";

import { binary } from "../binary";
import { defineImage, type ImageDefinition, type ProgramUsage } from "../define-image";
import { defineServer, type ServerIo } from "../define-server";
import { klogTime } from "../klog";
import { noTools } from "../tool-sets";

const mebibyte = 1024 ** 2;
const kubernetesTags = /^v1\.\d{2}\.\d{1,2}$/;
const klog = (io: ServerIo, place: string, text: string): string =>
  `I${klogTime(io.process.now)}       1 ${place}] ${text}\n`;

/** `/healthz` and its like; the rest is not there. */
function health(paths: Readonly<Record<string, string>>) {
  return (request: ServerRequest): ServerAnswer => {
    if (request.kind !== "http") return { kind: "reset" };
    const body = paths[request.path.split("?")[0] ?? ""];
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    if (body === undefined)
      return { kind: "http", status: 404, headers, body: "404 page not found\n" };
    return { kind: "http", status: 200, headers, body };
  };
}

const ok = { "/healthz": "ok", "/livez": "ok", "/readyz": "ok" };

function component(options: {
  readonly name: string;
  readonly port: number;
  readonly sizeBytes: number;
  readonly usage: ProgramUsage;
  readonly lines: (io: ServerIo) => string;
  /** Whether it reads the files of its flags, and ends when one is missing. */
  readonly readsFiles?: true;
}): ImageDefinition {
  const { name, port, sizeBytes, usage, lines, readsFiles } = options;
  const program = defineServer({
    name,
    summary: `the Kubernetes ${name.replace("kube-", "")}`,
    ports: [port],
    prints: "stderr",
    usage,
    ready: lines,
    ...(readsFiles ? { refuse } : {}),
    serve: health(ok),
  });
  return defineImage({
    repository: `registry.k8s.io/${name}`,
    tags: kubernetesTags,
    sizeBytes,
    command: [`/usr/local/bin/${name}`],
    environment: { PATH: "/usr/local/bin:/usr/bin:/bin" },
    tools: noTools,
    programs: [program],
  });
}

const fileFlag =
  /^--[a-z-]*(?:file|cafile|certfile|keyfile|kubeconfig|client-certificate|client-key)=(.+)$/;

/** Why a part of the control plane ends as soon as it has begun, in its own words. */
function refuse(io: ServerIo): { readonly stderr: string; readonly status: number } | undefined {
  const wrong = io.args.find((word) => !/^--[a-z0-9-]+(=|$)/.test(word));
  if (wrong !== undefined)
    return { stderr: `Error: unknown command ${goQuote(wrong)}\n`, status: 1 };
  const unknown = io.args
    .map((word) => word.slice(2).split("=")[0] ?? "")
    .find((name) => !knownFlag.test(name));
  if (unknown !== undefined) return { stderr: `Error: unknown flag: --${unknown}\n`, status: 1 };
  const missing = io.args
    .map((word) => fileFlag.exec(word)?.[1])
    .find((path) => path !== undefined && !io.files.exists(path));
  if (missing === undefined) return undefined;
  const problem = `open ${missing}: no such file or directory`;
  const line = `"command failed" err=${goQuote(problem)}`;
  return { stderr: `E${klog(io, "run.go:72", line).slice(1)}`, status: 1 };
}

/** Differs: by how flags are named, not by a list of all of them. */
const knownFlag =
  /^(?:(?:advertise|allow|anonymous|api|audit|authentication|authorization|bind|client|cloud|cluster|concurrent|config|contention|controllers|cors|default|delete|egress|enable|encryption|endpoint|etcd|event|external|feature|goaway|http2|kube|kubelet|kubeconfig|leader|lease|log|master|max|min|node|peer|permit|pod|profiling|proxy|pv|request|requestheader|root|runtime|secure|service|shutdown|storage|strict|terminated|tls|token|tracing|unhealthy|use|v|vmodule|watch|webhook|write|disable|allocate|cert|emulated|horizontal|mirroring|namespace|route|resource|show|authorization-mode|disabled)(?:-[a-z0-9-]+)?)$/;

export const kubeApiserver = component({
  name: "kube-apiserver",
  readsFiles: true,
  port: 6443,
  sizeBytes: 27_060_000,
  usage: { cpuMillis: 42, memoryBytes: 268 * mebibyte },
  lines: (io) =>
    klog(
      io,
      "options.go:263",
      `external host was not specified, using ${io.world.network.address}`,
    ) +
    klog(io, "server.go:150", "Version: v1.36.2") +
    klog(io, "secure_serving.go:211", "Serving securely on [::]:6443"),
});

export const kubeControllerManager = component({
  name: "kube-controller-manager",
  readsFiles: true,
  port: 10257,
  sizeBytes: 22_820_000,
  usage: { cpuMillis: 14, memoryBytes: 52 * mebibyte },
  lines: (io) =>
    klog(io, "controllermanager.go:203", '"Starting" version="v1.36.2"') +
    klog(io, "secure_serving.go:211", "Serving securely on 127.0.0.1:10257") +
    klog(
      io,
      "leaderelection.go:257",
      "attempting to acquire leader lease kube-system/kube-controller-manager...",
    ) +
    klog(
      io,
      "leaderelection.go:271",
      "successfully acquired lease kube-system/kube-controller-manager",
    ),
});

export const kubeScheduler = component({
  name: "kube-scheduler",
  readsFiles: true,
  port: 10259,
  sizeBytes: 17_390_000,
  usage: { cpuMillis: 5, memoryBytes: 24 * mebibyte },
  lines: (io) =>
    klog(io, "server.go:175", '"Starting Kubernetes Scheduler" version="v1.36.2"') +
    klog(io, "secure_serving.go:211", "Serving securely on 127.0.0.1:10259") +
    klog(io, "leaderelection.go:271", "successfully acquired lease kube-system/kube-scheduler"),
});

export const kubeProxy = component({
  name: "kube-proxy",
  port: 10256,
  sizeBytes: 25_960_000,
  usage: { cpuMillis: 1, memoryBytes: 16 * mebibyte },
  lines: (io) =>
    klog(io, "server_linux.go:53", '"Using iptables proxy"') +
    klog(
      io,
      "server.go:217",
      `"Successfully retrieved NodeIPs" NodeIPs=["${io.world.network.address}"]`,
    ) +
    klog(io, "config.go:329", '"Starting node config controller"') +
    klog(io, "shared_informer.go:357", '"Caches are synced" controller="service config"'),
});

const corednsServer = defineServer({
  name: "coredns",
  summary: "the cluster's DNS server",
  ports: [53, 8080, 8181, 9153],
  udpPorts: [53],
  usage: { cpuMillis: 2, memoryBytes: 13 * mebibyte },
  ready: () =>
    ".:53\n[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5f046dd37f1cf888b953814040d180f52594972691cd6ff41be96639138a43908\nCoreDNS-1.14.1\nlinux/amd64, go1.25.2, \n",
  stopped: () =>
    "[INFO] SIGTERM: Shutting down servers then terminating\n[INFO] plugin/health: Going into lameduck mode for 5s\n",
  serve: health({ "/health": "OK", "/ready": "OK", "/metrics": "" }),
});

export const coredns = defineImage({
  repository: "registry.k8s.io/coredns/coredns",
  tags: /^v1\.\d{1,2}\.\d{1,2}$/,
  sizeBytes: 22_380_000,
  layers: [defineLayer("coredns", { "/coredns": binary("coredns") })],
  entrypoint: ["/coredns"],
  tools: noTools,
  programs: [corednsServer],
});

const pauseProgram = defineServer({
  name: "pause",
  summary: "holds a pod's namespaces",
  usage: { cpuMillis: 0, memoryBytes: mebibyte / 2 },
  stopped: () => "Shutting down, got signal: Terminated\n",
});

export const pause = defineImage({
  repository: "registry.k8s.io/pause",
  tags: /^(latest|3\.\d{1,2}(?:\.\d)?)$/,
  sizeBytes: 320_448,
  layers: [defineLayer("pause", { "/pause": binary("pause") })],
  entrypoint: ["/pause"],
  tools: noTools,
  programs: [pauseProgram],
});
