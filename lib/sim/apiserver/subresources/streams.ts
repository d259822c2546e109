// `pods/log`, `pods/exec`, `pods/attach`: what the API server hands on to the pod's node.
//
// Kubernetes: pkg/registry/core/pod/rest/{log,subresources}.go, pkg/registry/core/pod/strategy.go (LogLocation)
import type { Pod } from "@/generated/kubernetes/types";
import { badRequest, internalError, serviceUnavailable } from "../../meta/status-error";
import type { Call } from "../call";
import { targetOf } from "../call";
import { asObject } from "../indexes";
import { storageKey } from "../kind-index";
import type { NodeConnection } from "../node-connection";
import type { ApiResponse, LogCursor, LogRead } from "../request";
import type { ServerContext } from "../server-context";
import { readObject } from "../stored-object";

export function readPodLog(server: ServerContext, call: Call): ApiResponse {
  const { pod, nodes } = reach(server, call);
  const { query } = call.request;
  const number = (name: string): number | undefined => {
    const text = query[name]?.[0];
    return text === undefined || text === "" ? undefined : Number(text);
  };
  const isSet = (name: string): boolean => ["true", "1"].includes(query[name]?.[0] ?? "");
  const [tailLines, limitBytes, sinceSeconds] = [
    number("tailLines"),
    number("limitBytes"),
    number("sinceSeconds"),
  ];
  const sinceTime = query.sinceTime?.[0];
  const container = chooseContainer(pod, query.container?.[0]);
  const timestamps = isSet("timestamps");
  const read = nodes.readLog(pod, {
    container,
    previous: isSet("previous"),
    timestamps,
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(sinceTime === undefined ? {} : { sinceTime }),
  });
  if ("refused" in read) throw badRequest(read.refused);
  return {
    code: 200,
    headers: { "content-type": "text/plain" },
    warnings: call.warnings,
    body: read.text,
    ...(isSet("follow") && !read.isEnded && read.cursor !== undefined
      ? {
          log: {
            namespace: pod.metadata.namespace ?? "",
            pod: pod.metadata.name,
            container,
            timestamps,
            place: read.cursor,
          },
        }
      : {}),
  };
}

/** What a followed log has not told yet; a pod that is gone says nothing more. */
export function readLogOn(server: ServerContext, cursor: LogCursor): LogRead {
  const kind = server.kinds.resource("", "v1", "pods");
  const key = kind && storageKey(kind, cursor.namespace, cursor.pod);
  const pod = asObject(key === undefined ? undefined : server.etcd.get(key)?.value);
  if (pod === undefined) return { text: "" };
  const { container, timestamps, place } = cursor;
  const read = server.nodes?.readLog(pod, { container, timestamps, cursor: place });
  if (read === undefined || "refused" in read) return { text: "" };
  if (read.isEnded || read.cursor === undefined) return { text: read.text };
  return { text: read.text, cursor: { ...cursor, place: read.cursor } };
}

/** Agrees to a stream: the body tells the caller where the container's machine is. */
export function openStream(server: ServerContext, call: Call): ApiResponse {
  const { pod, nodes } = reach(server, call);
  const container = chooseContainer(pod, call.request.query.container?.[0]);
  if (call.info.subresource === "exec" && (call.request.query.command ?? []).length === 0) {
    throw badRequest("you must specify at least 1 command for the container");
  }
  const place = nodes.findContainer(pod, container);
  if ("error" in place) {
    throw place.error.startsWith("container not found")
      ? internalError(place.error)
      : badRequest(place.error);
  }
  // Kubernetes: apimachinery/pkg/util/httpstream (handshake).
  if (call.request.headers.upgrade === undefined) throw badRequest("Upgrade request required");
  return {
    code: 101,
    headers: { "content-type": "application/json" },
    warnings: call.warnings,
    body: place,
  };
}

/** Agrees to carry bytes to the pod's ports: the body names the machine that reaches them by `localhost`. */
export function openPortForward(server: ServerContext, call: Call): ApiResponse {
  const { pod, nodes } = reach(server, call);
  const { phase = "Unknown" } = pod.status ?? {};
  if (phase !== "Running") {
    throw badRequest(`unable to forward port because pod is not running. Current status=${phase}`);
  }
  const places = (pod.spec?.containers ?? []).map(({ name }) => nodes.findContainer(pod, name));
  const place = places.find((each) => "machine" in each);
  if (place === undefined) throw internalError("no container of the pod is running");
  if (call.request.headers.upgrade === undefined) throw badRequest("Upgrade request required");
  return {
    code: 101,
    headers: { "content-type": "application/json" },
    warnings: call.warnings,
    body: { forward: place.machine },
  };
}

type StoredPod = Pod & ReturnType<typeof readObject>;

function reach(server: ServerContext, call: Call): { pod: StoredPod; nodes: NodeConnection } {
  const pod = readObject(server, { ...targetOf(call), subresource: "" }) as StoredPod;
  if (server.nodes === undefined)
    throw serviceUnavailable("this cluster's pods are not run by a kubelet");
  return { pod, nodes: server.nodes };
}

function chooseContainer(pod: StoredPod, asked: string | undefined): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const all = [...containers, ...initContainers, ...ephemeralContainers].map(({ name }) => name);
  if (asked !== undefined && asked !== "") {
    if (all.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  const [only, ...others] = containers;
  if (only !== undefined && others.length === 0) return only.name;
  const names = containers.map(({ name }) => name).join(" ");
  const inits = initContainers.map(({ name }) => name).join(" ");
  const choose =
    inits === "" ? `[${names}]` : `[${names}] or one of the init containers: [${inits}]`;
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: ${choose}`,
  );
}
