// metrics-server: here it is only ready or not; what it would measure is made up by the kinds NodeMetrics and
// PodMetrics.
import { defineLayer } from "../../machine/layers";
import { binary } from "../binary";
import { defineImage } from "../define-image";
import { defineServer } from "../define-server";
import { klogTime } from "../klog";
import { noTools } from "../tool-sets";

const server = defineServer({
  name: "metrics-server",
  summary: "what pods and nodes use",
  ports: [10250],
  prints: "stderr",
  usage: { cpuMillis: 4, memoryBytes: 18 * 1024 ** 2 },
  ready: ({ process }) =>
    `I${klogTime(process.now)}       1 secure_serving.go:211] Serving securely on [::]:10250\n`,
  serve(request) {
    if (request.kind !== "http") return { kind: "reset" };
    const isHealth = ["/livez", "/readyz", "/healthz"].includes(request.path);
    return {
      kind: "http",
      status: isHealth ? 200 : 403,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      body: isHealth ? "ok" : "Forbidden\n",
    };
  },
});

export const metricsServer = defineImage({
  repository: "registry.k8s.io/metrics-server/metrics-server",
  tags: /^v0\.[78]\.\d$/,
  sizeBytes: 22_300_000,
  layers: [defineLayer("metrics-server", { "/metrics-server": binary("metrics-server") })],
  entrypoint: ["/metrics-server"],
  tools: noTools,
  programs: [server],
});
