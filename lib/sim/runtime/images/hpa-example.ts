// hpa-example: PHP behind Apache that works hard on every request, made for trying autoscaling.
import { defineImage } from "../define-image";
import { defineServer } from "../define-server";
import { httpDate } from "../http-log";
import { debianTools } from "../tool-sets";

const server = defineServer({
  name: "apache2-foreground",
  summary: "HTTP server with PHP",
  ports: [80],
  usage: { cpuMillis: 1, memoryBytes: 12 * 1024 ** 2, cpuMsPerRequest: 8 },
  serve(request, side) {
    if (request.kind !== "http") return { kind: "reset" };
    const body = request.method === "HEAD" ? "" : "OK!";
    return {
      kind: "http",
      status: 200,
      headers: {
        Date: httpDate(side.now),
        Server: "Apache/2.4.10 (Debian)",
        "X-Powered-By": "PHP/5.6.14",
        "Content-Length": "3",
        "Content-Type": "text/html; charset=UTF-8",
      },
      body,
    };
  },
});

export const hpaExample = defineImage({
  repository: "registry.k8s.io/hpa-example",
  tags: /^latest$/,
  sizeBytes: 180_500_000,
  command: ["apache2-foreground"],
  directory: "/var/www/html",
  ports: [80],
  tools: [...debianTools, "curl"],
  shell: "dash",
  programs: [{ ...server, handles: ["TERM", "INT", "QUIT", "WINCH"] }],
});
