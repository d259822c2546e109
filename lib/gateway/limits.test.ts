// What is too much is answered as the real server answers, so that clients know what to do: wait, list anew, send less.
// Sizes and depth of a body and the number of watches are tested in gateway.test.ts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { limits, systemUser } from "@/lib/sim";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";
import { RequestRate } from "./request-rate";

let served: Served;
let url: string;
let seconds = 0;
const rate = new RequestRate(() => seconds * 1000);

beforeAll(async () => {
  served = await serveCluster({ port: 0, preset: "three-nodes", seed: 1, rate });
  url = `http://127.0.0.1:${served.port}`;
});
afterAll(() => served.close());

const ask = (path: string) =>
  fetch(url + path, { headers: { authorization: `Bearer ${served.token}` } });

/** How many are allowed at once. */
function useUp(): number {
  let count = 0;
  while (rate.allows()) count += 1;
  return count;
}

describe("the rate of requests", () => {
  it("is filled again as time passes, and never beyond its brim", () => {
    expect(useUp()).toBe(limits.requestBurst);
    seconds += 1;
    expect(useUp()).toBe(limits.requestsPerSecond);
    seconds += 3600;
    expect(useUp()).toBe(limits.requestBurst);
  });

  it("answers 429 and says when to come again", async () => {
    useUp();
    const refused = await ask("/version");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.text()).toBe("Too many requests, please try again later.\n");
    seconds += 3600;
    expect((await ask("/version")).status).toBe(200);
  });
});

describe("a past that is forgotten", () => {
  const configMaps = "/api/v1/namespaces/default/configmaps";
  let old: string;
  let page: string;

  beforeAll(async () => {
    const list = await (await ask("/api/v1/pods?limit=1")).json();
    old = list.metadata.resourceVersion;
    page = list.metadata.continue;
    served.live.change((cluster) => {
      const request = {
        path: `${configMaps}/kube-root-ca.crt`,
        query: {},
        headers: { "content-type": "application/merge-patch+json" },
        user: systemUser,
      };
      for (let count = 0; count <= limits.revisionsKept; count++) {
        const body = JSON.stringify({ data: { count: String(count) } });
        cluster.request({ ...request, method: "PATCH", body });
      }
    });
  });

  it("ends a watch with 410, and the client lists again", async () => {
    const answer = await ask(`${configMaps}?watch=true&resourceVersion=${old}`);
    const event = JSON.parse(await answer.text());
    expect(event).toMatchObject({
      type: "ERROR",
      object: {
        kind: "Status",
        code: 410,
        reason: "Expired",
        message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
      },
    });
  });

  it("ends a list in pages with 410", async () => {
    const answer = await ask(`/api/v1/pods?limit=1&continue=${page}`);
    expect([answer.status, (await answer.json()).reason]).toEqual([410, "Expired"]);
  });
});

it("holds so many commands open, and answers 429 to one more", async () => {
  served.live.change((cluster) => {
    const spec = { containers: [{ name: "web", image: "nginx" }] };
    cluster.client().create("Pod", { metadata: { name: "web", namespace: "default" }, spec });
    cluster.settle();
  });
  const path = "/api/v1/namespaces/default/pods/web/exec?command=cat&stdin=true&stdout=true";
  const dial = () =>
    new Promise<[WebSocket, number | undefined]>((resolve, reject) => {
      const socket = new WebSocket(url.replace("http", "ws") + path, "v5.channel.k8s.io", {
        headers: { authorization: `Bearer ${served.token}` },
      });
      socket.on("open", () => resolve([socket, 101]));
      socket.on("unexpected-response", (_, { statusCode }) => resolve([socket, statusCode]));
      socket.on("error", reject);
    });
  const open = await Promise.all(Array.from({ length: limits.streams }, dial));
  expect(open.every(([, code]) => code === 101)).toBe(true);
  expect((await dial())[1]).toBe(429);
  open[0]?.[0].terminate();
  await expect.poll(async () => (await dial())[1]).toBe(101);
  for (const [socket] of open) socket.terminate();
});
