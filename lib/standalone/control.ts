// The control path of the standalone cluster, for test runners: a new cluster, quiet, time, nodes. Only for
// this machine, and not for web pages that happen to be open on it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { LiveCluster } from "@/lib/gateway/live-cluster";
import { type Cluster, limits } from "@/lib/sim";

const prefix = "/_naru/";

export const isControl = (request: IncomingMessage): boolean =>
  request.url?.startsWith(prefix) === true;

export interface Control {
  readonly live: LiveCluster;
  /** The preset again. */
  readonly fresh: () => Cluster;
}

interface Answer {
  readonly code: number;
  readonly text: string;
}

export function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  control: Control,
): void {
  const { code, text } = isFromHere(request)
    ? answerTo(request, control)
    : { code: 403, text: "only from this machine" };
  request.resume();
  response.writeHead(code, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}

function answerTo({ method = "", url = "" }: IncomingMessage, { live, fresh }: Control): Answer {
  const [path = "", query = ""] = url.slice(prefix.length).split("?");
  const asked = `${method} ${path}`;
  if (asked === "POST reset") {
    live.replace(fresh());
    return done;
  }
  if (asked === "GET settle") {
    const isQuiet = live.change((cluster) => cluster.settle());
    return isQuiet ? done : { code: 504, text: "the cluster does not come to rest" };
  }
  if (asked === "POST advance") return advance(live, new URLSearchParams(query).get("seconds"));
  const [, node = "", action] = /^POST node\/([^/]+)\/(stop|start)$/.exec(asked) ?? [];
  if (action !== undefined) return switchNode(live, node, action);
  return {
    code: 404,
    text: "POST reset, GET settle, POST advance?seconds=N, POST node/NAME/stop|start",
  };
}

const done: Answer = { code: 200, text: "ok" };

function advance(live: LiveCluster, given: string | null): Answer {
  const seconds = Number(given ?? Number.NaN);
  if (!(seconds >= 0 && seconds * 1000 <= limits.advanceMs)) {
    return { code: 400, text: `seconds must be between 0 and ${limits.advanceMs / 1000}` };
  }
  live.change((cluster) => cluster.advance(Math.round(seconds * 1000)));
  return done;
}

function switchNode(live: LiveCluster, name: string, action: string): Answer {
  if (live.cluster.client().get("Node", { name }) === undefined) {
    return { code: 404, text: "there is no such node" };
  }
  live.change((cluster) => {
    if (action === "stop") cluster.stopNode(name);
    else cluster.startNode(name);
  });
  return done;
}

/** A page in a browser would come with an origin, or under another name than ours. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
  const isLoopback = address === "::1" || /^127\./.test(address);
  const host = headers.host?.replace(/:\d+$/, "") ?? "";
  const isOurName = host === "localhost" || host === "[::1]" || /^127\.[\d.]+$/.test(host);
  return isLoopback && isOurName && headers.origin === undefined;
}
