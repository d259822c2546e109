// endpoint health, status, hashkv: each endpoint is asked for itself.
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { type Call, type EtcdctlCommand, ExitError } from "../command";
import { connect, reach } from "../connect";
import type { Endpoint } from "../endpoint";
import { askedEndpoints } from "../endpoints";
import type { EndpointHealth } from "../print/response";

const flags = defineFlags("cluster:bool");

export const endpointHealth: EtcdctlCommand = {
  name: "endpoint health",
  usage: "",
  summary: "Checks the healthiness of endpoints specified in `--endpoints` flag",
  flags,
  run(call) {
    const endpoints = askedEndpoints(call).map((endpoint) => healthOf(call, endpoint));
    call.print({ kind: "health", endpoints });
    if (endpoints.every(({ error }) => error === "")) return 0;
    throw new ExitError("unhealthy cluster");
  },
};

/** Differs: how long the proposal took is one number for all. */
const tookText = "2.124763ms";

function healthOf(call: Call, endpoint: Endpoint): EndpointHealth {
  const { io } = call;
  const reached = reach(io, call.flags, endpoint);
  const error = typeof reached === "string" ? "context deadline exceeded" : "";
  return { endpoint: endpoint.text, took: tookText, error };
}

export const endpointStatus: EtcdctlCommand = {
  name: "endpoint status",
  usage: "",
  summary: "Prints out the status of endpoints specified in `--endpoints` flag",
  flags,
  run(call) {
    const endpoints = ask(call, (endpoint) => {
      const etcd = serverAt(call, endpoint);
      const { memberId, members, version } = etcd.row;
      const own = members.find(({ id }) => id === memberId);
      return {
        endpoint: endpoint.text,
        header: etcd.header,
        version,
        databaseBytes: etcd.databaseBytes,
        leader: memberId,
        isLearner: own?.isLearner ?? false,
        raftIndex: etcd.raftIndex,
      };
    });
    call.print({ kind: "status", endpoints: endpoints.found });
    return endpoints.status;
  },
};

export const endpointHash: EtcdctlCommand = {
  name: "endpoint hashkv",
  usage: "",
  summary: "Prints the KV history hash for each endpoint in --endpoints",
  flags: [...flags, ...defineFlags("rev:int64")],
  run(call) {
    const endpoints = ask(call, (endpoint) => {
      const etcd = serverAt(call, endpoint);
      return { endpoint: endpoint.text, header: etcd.header, hash: etcd.hashOfKeys() };
    });
    call.print({ kind: "hash", endpoints: endpoints.found });
    return endpoints.status;
  },
};

function serverAt(call: Call, endpoint: Endpoint) {
  const reached = reach(call.io, call.flags, endpoint);
  if (typeof reached === "string") return connect(call.io, call.flags);
  return call.io.world.etcd.server(reached.instance);
}

/** Answers of those that answer; the others are complained of. */
function ask<Answer>(
  call: Call,
  read: (endpoint: Endpoint) => Answer,
): { found: Answer[]; status: number } {
  const { io } = call;
  const endpoints = askedEndpoints(call);
  const reached = endpoints.filter((one) => typeof reach(io, call.flags, one) !== "string");
  // Nobody at all: the command waits as any other does.
  if (reached.length === 0) connect(io, call.flags);
  for (const endpoint of endpoints) {
    if (reached.includes(endpoint)) continue;
    io.stderr(
      `Failed to get the status of endpoint ${endpoint.text} (context deadline exceeded)\n`,
    );
  }
  return { found: reached.map(read), status: reached.length === endpoints.length ? 0 : 1 };
}
