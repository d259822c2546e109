// The gateway over plain HTTP, as any client sees it. Real kubectl is in kubectl.test.ts.
import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limits } from "@/lib/sim";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";

let served: Served;
let url: string;

beforeAll(async () => {
  served = await serveCluster({ port: 0, preset: "base-cluster", seed: 1 });
  url = `http://127.0.0.1:${served.port}`;
});
afterAll(() => served.close());
beforeEach(() => control("POST", "reset"));

const control = (method: string, path: string) => fetch(`${url}/_naru/${path}`, { method });

interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  readonly token?: string | null;
  readonly signal?: AbortSignal;
}

function ask(path: string, { method = "GET", body, type, accept, token, signal }: Ask = {}) {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  return fetch(url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token ?? served.token}` }),
      ...(body === undefined ? {} : { "content-type": type ?? "application/json" }),
      ...(accept === undefined ? {} : { accept }),
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

const configMaps = "/api/v1/namespaces/default/configmaps";
const configMap = (name: string, data = { a: "1" }) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});
const create = (name: string) => ask(configMaps, { method: "POST", body: configMap(name) });

describe("requests", () => {
  it("lists, whole and as a table", async () => {
    const list = await (await ask("/api/v1/nodes")).json();
    expect(list.items.map(nameOf)).toEqual(["controlplane", "node01", "node02"]);
    const accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    const table = await (await ask("/api/v1/nodes", { accept })).json();
    expect(table.kind).toBe("Table");
    expect(table.rows[1].cells.slice(0, 2)).toEqual(["node01", "Ready"]);
  });

  it("writes fields in Go's order, warnings and headers as the real server", async () => {
    const body = { ...configMap("c"), data: { b: "1", a: "2" }, spec: 1 };
    const answer = await ask(configMaps, { method: "POST", body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("warning")).toBe('299 - "unknown field \\"spec\\""');
    expect(answer.headers.get("cache-control")).toBe("no-cache, private");
    expect(answer.headers.get("audit-id")).toMatch(/^[\w-]{36}$/);
    expect(await answer.text()).toMatch(/^\{"kind":"ConfigMap","apiVersion":"v1","metadata":/);
  });

  it.each([
    ["application/merge-patch+json", { data: { a: null, b: "2" } }, { b: "2" }],
    ["application/strategic-merge-patch+json", { data: { b: "2" } }, { a: "1", b: "2" }],
    ["application/json-patch+json", [{ op: "replace", path: "/data/a", value: "3" }], { a: "3" }],
  ])("patches with %s", async (type, body, data) => {
    await create("c");
    const answer = await ask(`${configMaps}/c`, { method: "PATCH", type, body });
    expect((await answer.json()).data).toEqual(data);
  });

  it("applies on the server's side", async () => {
    const path = `${configMaps}/c?fieldManager=test`;
    const type = "application/apply-patch+yaml";
    const answer = await ask(path, { method: "PATCH", type, body: configMap("c") });
    expect(answer.status).toBe(201);
  });

  it("takes protobuf, as kubectl sends it", async () => {
    const sent = "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEhsKEQoBYxIAGgAiACoAMgA4AEIAEgYKAWESATEaACIA";
    const body = Buffer.from(sent, "base64");
    const type = "application/vnd.kubernetes.protobuf";
    const answer = await ask(configMaps, { method: "POST", type, body });
    expect(await answer.json()).toMatchObject({ metadata: { name: "c" }, data: { a: "1" } });
  });

  it("compresses what is long", async () => {
    const answer = await ask("/openapi/v3/api/v1");
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect((await answer.json()).openapi).toBe("3.0.0");
  });
});

describe("watches", () => {
  it("tells what happens, as it happens", async () => {
    const events = await watch(
      `${configMaps}?watch=true&fieldSelector=metadata.name=c`,
      3,
      async () => {
        await create("c");
        await ask(`${configMaps}/c`, {
          method: "PATCH",
          type: "application/merge-patch+json",
          body: { data: { a: "2" } },
        });
        await ask(`${configMaps}/c`, { method: "DELETE" });
      },
    );
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
  });

  it("tells what happens by itself: a Deployment's pods become ready", async () => {
    const deployment = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: {
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: [{ name: "c", image: "nginx" }] },
        },
      },
    };
    const path = "/apis/apps/v1/namespaces/default/deployments";
    const events = await watch(
      `${path}?watch=true`,
      12,
      () => ask(path, { method: "POST", body: deployment }),
      {
        until: ({ object }) => object.status?.readyReplicas === 1,
      },
    );
    expect(events.at(-1)?.object.status.readyReplicas).toBe(1);
  });

  it("begins with what there is, and says where that ends", async () => {
    const path = `${configMaps}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`;
    const events = await watch(path, 2);
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "BOOKMARK"]);
    expect(events[1]?.object.metadata.annotations).toEqual({ "k8s.io/initial-events-end": "true" });
  });

  it("sends a bookmark each minute to those who want one", async () => {
    const path = `/api/v1/namespaces/none/configmaps?watch=true&allowWatchBookmarks=true`;
    const events = await watch(path, 1, () => control("POST", "advance?seconds=61"));
    expect(events[0]).toMatchObject({ type: "BOOKMARK", object: { kind: "ConfigMap" } });
  });

  it("ends after timeoutSeconds, and with the cluster", async () => {
    expect(await watch("/api/v1/namespaces/none/pods?watch=true&timeoutSeconds=1", 9)).toEqual([]);
    expect(
      await watch("/api/v1/namespaces/none/pods?watch=true", 9, () => control("POST", "reset")),
    ).toEqual([]);
  });

  it("counts those that are open, and forgets those whose client went away", async () => {
    const leave = new AbortController();
    const open = () => ask("/api/v1/pods?watch=true", { signal: leave.signal });
    const answers = await Promise.all(Array.from({ length: limits.watches }, open));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const refused = await open();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    leave.abort();
    await expect
      .poll(async () => (await ask(`${configMaps}?watch=true&timeoutSeconds=1`)).status)
      .toBe(200);
  });
});

describe("who may come in", () => {
  it.each([
    ["nobody's token", "wrong", 401],
    ["the token with something after it", "TOKEN.x", 401],
    ["no token", null, 403],
  ])("%s", async (_name, token, code) => {
    const given = token?.replace("TOKEN", served.token) ?? null;
    expect((await ask("/api/v1/pods", { token: given })).status).toBe(code);
  });

  it("a service account with the token that the cluster gave it", async () => {
    const path = "/api/v1/namespaces/default/serviceaccounts/default/token";
    const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} };
    const { status } = await (await ask(path, { method: "POST", body })).json();
    const refused = await (await ask("/api/v1/secrets", { token: status.token })).json();
    expect(refused.message).toContain('User "system:serviceaccount:default:default" cannot list');
  });

  it("is asked again on the control path: not a page that is open in a browser", async () => {
    const headers = { origin: "https://evil.example" };
    const answer = await fetch(`${url}/_naru/reset`, { method: "POST", headers });
    expect(answer.status).toBe(403);
  });
});

describe("what is too much or makes no sense", () => {
  it.each([
    ["a body that says it is too long", { "content-length": limits.requestBodyBytes + 1 }],
    ["one in pieces", { "transfer-encoding": "chunked" }],
  ])("%s is refused with 413", async (_name, headers) => {
    const answer = await sendMuch(headers);
    expect(answer.statusCode).toBe(413);
    expect(await text(answer)).toContain("RequestEntityTooLarge");
  });

  it.each([
    ["a body nested too deep", `${"[".repeat(5000)}${"]".repeat(5000)}`],
    ["YAML that multiplies", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]"],
    ["no JSON at all", "}{"],
  ])("%s is the client's mistake", async (_name, body) => {
    const answer = await ask(configMaps, { method: "POST", body });
    expect(answer.status).toBe(400);
  });

  it.each(["/%E0%A4%A", "/api/v1/namespaces/%ff/pods"])("the path %s likewise", async (path) => {
    expect((await ask(path)).status).toBe(400);
  });

  it("keeps the prototype of all objects as it is", async () => {
    const body = '{"metadata":{"name":"c"},"data":{"__proto__":"x"},"__proto__":{"polluted":1}}';
    await ask(`${configMaps}?__proto__=x`, { method: "POST", body });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("the control path", () => {
  it("resets, settles, moves the clock and stops nodes", async () => {
    await create("c");
    await control("POST", "reset");
    expect((await ask(`${configMaps}/c`)).status).toBe(404);
    expect((await control("GET", "settle")).status).toBe(200);
    const before = served.live.now;
    await control("POST", "advance?seconds=60");
    expect(served.live.now - before).toBeGreaterThanOrEqual(60_000);
    expect((await control("POST", "node/node01/stop")).status).toBe(200);
    await control("POST", "advance?seconds=60");
    const node = await (await ask("/api/v1/nodes/node01")).json();
    const ready = node.status.conditions.find(({ type }: { type: string }) => type === "Ready");
    expect(ready.status).toBe("Unknown");
    expect((await control("POST", "node/nope/stop")).status).toBe(404);
    expect((await control("POST", "advance?seconds=-1")).status).toBe(400);
  });
});

/** One byte more than is taken; nothing that `fetch` could do, which gives up when it cannot send all. */
function sendMuch(headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(url + configMaps, {
      method: "POST",
      headers: {
        authorization: `Bearer ${served.token}`,
        "content-type": "application/json",
        ...headers,
      },
    });
    request.on("response", resolve).on("error", reject);
    request.write("x".repeat(limits.requestBodyBytes + 1));
  });
}

const nameOf = (object: { metadata: { name: string } }) => object.metadata.name;

interface Told {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server sends is what is tested.
  readonly object: any;
}

/** The first `count` events of a watch during which `act` is done; fewer when it ends or `until` holds. */
async function watch(
  path: string,
  count: number,
  act?: () => Promise<unknown>,
  { until }: { until?: (event: Told) => boolean } = {},
): Promise<Told[]> {
  const leave = new AbortController();
  const answer = await ask(path, { signal: leave.signal });
  expect(answer.status).toBe(200);
  const acting = act?.();
  const events: Told[] = [];
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    events.push(...lines.map((line) => JSON.parse(line)));
    const last = events.at(-1);
    if (events.length >= count || (last !== undefined && until?.(last))) break;
  }
  leave.abort();
  await acting;
  return events;
}
