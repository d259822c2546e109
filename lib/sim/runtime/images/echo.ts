// Small servers that say who answered: hello-app, http-echo, agnhost, whoami, webapp-color.

import { defineLayer } from "../../machine/layers";
import type { HttpRequest, HttpResponse } from "../../network/messages";
import { binary } from "../binary";
import { defineImage, type ServerProgram, type ServerSide } from "../define-image";
import { defineServer, type ServerIo } from "../define-server";
import { httpDate, logTime } from "../http-log";
import { alpineTools, busyboxTools, noTools } from "../tool-sets";

type Say = (
  request: HttpRequest,
  side: ServerSide,
) => { body: string; status?: number; log?: string };

function speaker(say: Say): ServerProgram["serve"] {
  return (request, side) => {
    if (request.kind !== "http") return { kind: "reset" };
    const { body, status = 200, log } = say(request, side);
    if (log !== undefined) side.log("stdout", `${log}\n`);
    const response: HttpResponse = {
      kind: "http",
      status,
      headers: {
        Date: httpDate(side.now),
        "Content-Length": String(body.length),
        "Content-Type": "text/plain; charset=utf-8",
      },
      body: request.method === "HEAD" ? "" : body,
    };
    return response;
  };
}

const flagOf = (args: readonly string[], name: string): string | undefined => {
  const index = args.findIndex((word) => new RegExp(`^--?${name}(=|$)`).test(word));
  const word = args[index];
  if (word === undefined) return undefined;
  return word.includes("=") ? word.slice(word.indexOf("=") + 1) : args[index + 1];
};

const portOf =
  (fallback: number) =>
  (io: ServerIo): number[] => {
    const flag =
      flagOf(io.args, "listen") ?? flagOf(io.args, "http-port") ?? flagOf(io.args, "port");
    return [Number(/(\d+)$/.exec(flag ?? io.process.environment.PORT ?? "")?.[1] ?? fallback)];
  };

export const helloApp = defineImage({
  repository: "gcr.io/google-samples/hello-app",
  tags: /^[12]\.0$/,
  sizeBytes: 4_800_000,
  command: ["hello-app"],
  environment: (tag) => ({ HELLO_VERSION: `${tag}.0` }),
  ports: [8080],
  tools: noTools,
  programs: [
    defineServer({
      name: "hello-app",
      summary: "says hello",
      ports: portOf(8080),
      prints: "stderr",
      ready: (io) => `${logTime(io.process.now)} Server listening on port 8080\n`,
      serve: speaker(({ path }, side) => ({
        body: `Hello, world!\nVersion: ${side.environment.HELLO_VERSION}\nHostname: ${side.hostname}\n`,
        log: `${logTime(side.now)} Serving request: ${path}`,
      })),
    }),
  ],
});

export const httpEcho = defineImage({
  repository: "docker.io/hashicorp/http-echo",
  tags: /^(latest|alpine|0\.2\.\d|1\.0(?:\.0)?)$/,
  sizeBytes: 2_880_000,
  layers: [defineLayer("http-echo", { "/http-echo": binary("http-echo") })],
  entrypoint: ["/http-echo"],
  ports: [5678],
  tools: noTools,
  programs: [
    defineServer({
      name: "http-echo",
      summary: "answers with one text",
      ports: portOf(5678),
      prints: "stderr",
      refuse: (io) =>
        flagOf(io.args, "text") === undefined && !io.process.environment.ECHO_TEXT
          ? { stderr: "Missing -text option!\n", status: 127 }
          : undefined,
      ready: (io) =>
        `${logTime(io.process.now)} [INFO] server is listening on :${portOf(5678)(io)[0]}\n`,
      serve: speaker((_request, side) => ({
        body: `${flagOf(side.args, "text") ?? side.environment.ECHO_TEXT ?? ""}\n`,
      })),
    }),
  ],
});

export const whoami = defineImage({
  repository: "docker.io/traefik/whoami",
  tags: /^(latest|v1\.\d{1,2}(?:\.\d)?)$/,
  sizeBytes: 2_900_000,
  layers: [defineLayer("whoami", { "/whoami": binary("whoami-server") })],
  entrypoint: ["/whoami"],
  ports: [80],
  tools: noTools,
  programs: [
    defineServer({
      name: "whoami-server",
      summary: "says who answered",
      ports: portOf(80),
      ready: (io) => `${logTime(io.process.now)} Starting up on port ${portOf(80)(io)[0]}\n`,
      serve: speaker((request, side) => ({
        body: `Hostname: ${side.hostname}\nIP: 127.0.0.1\nIP: ${side.serverAddress}\nRemoteAddr: ${side.clientAddress}:40000\n${request.method} ${request.path} HTTP/1.1\nHost: ${request.headers.host ?? ""}\nUser-Agent: ${request.headers["user-agent"] ?? ""}\n`,
      })),
    }),
  ],
});

export const agnhost = defineImage({
  repository: "registry.k8s.io/e2e-test-images/agnhost",
  tags: /^2\.\d{1,2}(?:\.\d)?$/,
  sizeBytes: 53_000_000,
  layers: [defineLayer("agnhost", { "/agnhost": binary("agnhost") })],
  entrypoint: ["/agnhost"],
  command: ["pause"],
  ports: [80, 8080],
  tools: [...alpineTools, "curl", "dig"],
  shell: "ash",
  programs: [
    defineServer({
      name: "agnhost",
      summary: "the test image of Kubernetes",
      ports: (io) =>
        io.args[0] === "netexec" ? portOf(8080)(io) : io.args[0] === "serve-hostname" ? [9376] : [],
      ready: (io) =>
        io.args[0] === "pause"
          ? "Paused\n"
          : `${logTime(io.process.now)} Started HTTP server on port ${portOf(8080)(io)[0]}\n`,
      serve: speaker((request, side) => answerNetexec(request, side)),
    }),
  ],
});

function answerNetexec({ path }: HttpRequest, side: ServerSide): { body: string; status?: number } {
  const [place = "/", query = ""] = path.split("?");
  if (side.args[0] === "serve-hostname" || place === "/hostname" || place === "/hostName")
    return { body: side.hostname };
  if (place === "/echo") return { body: decodeURIComponent(/msg=([^&]*)/.exec(query)?.[1] ?? "") };
  if (place === "/healthz") return { body: "" };
  if (place === "/clientip") return { body: `${side.clientAddress}:40000` };
  return { body: `NOW: ${logTime(side.now)}` };
}

/** A page in one colour, as KodeKloud's course has it. */
export const webappColor = defineImage({
  repository: "docker.io/kodekloud/webapp-color",
  tags: /^(latest|v[1-3])$/,
  sizeBytes: 31_800_000,
  command: ["webapp-color"],
  environment: (tag) => ({ DEFAULT_COLOR: { v1: "blue", v2: "green", v3: "red" }[tag] ?? "blue" }),
  directory: "/opt",
  ports: [8080],
  tools: busyboxTools,
  programs: [
    defineServer({
      name: "webapp-color",
      summary: "a page in one colour",
      ports: portOf(8080),
      ready: () => " * Running on http://0.0.0.0:8080/ (Press CTRL+C to quit)\n",
      serve: speaker((_request, side) => ({
        body: `<!doctype html>\n<title>Hello from Flask</title>\n<body style="background: ${colorOf(side)};">\n<h1>Hello from ${side.hostname}!</h1>\n`,
      })),
    }),
  ],
});

const colorOf = ({ environment, args }: ServerSide): string =>
  flagOf(args, "color") ?? environment.APP_COLOR ?? environment.DEFAULT_COLOR ?? "blue";
