// Port-forward: HTTP to a pod's port through SPDY in a WebSocket, by real kubectl; and the parts by themselves.
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import http from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";
import { type Forwarded, readForwarded, writeForwarded } from "./forwarded-request";
import { SpdyConnection } from "./spdy";
import { isKubectlThere, kubectlName, type RealKubectl, realKubectl } from "./testing/real-kubectl";

describe("HTTP as it comes", () => {
  const post = "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";

  it("is read when it is whole, and no further", () => {
    const two = Buffer.from(`${post}GET / HTTP/1.0\r\n\r\n`);
    const first = readForwarded(two) as Forwarded;
    expect(first).toMatchObject({
      request: { method: "POST", path: "/a?b", headers: { host: "x" }, body: "abc" },
      keepsAlive: true,
    });
    expect(readForwarded(two.subarray(first.length))).toMatchObject({
      request: { method: "GET", path: "/", body: "" },
      keepsAlive: false,
    });
  });

  it("waits for all of it, wherever it is torn", () => {
    for (let length = 0; length < post.length; length++) {
      expect(readForwarded(Buffer.from(post.slice(0, length)))).toBe("more");
    }
  });

  it("may come in chunks", () => {
    const chunked =
      "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    const read = readForwarded(Buffer.from(chunked)) as Forwarded;
    expect([read.request.body, read.length]).toEqual(["abc", chunked.length]);
    expect(readForwarded(Buffer.from(chunked.slice(0, -3)))).toBe("more");
  });

  it.each(["\x16\x03\x01 hello", "*1\r\n$4\r\nPING\r\n", "GET /\r\n\r\n"])("is not %j", (bytes) => {
    expect(readForwarded(Buffer.from(bytes))).toBe("bad");
  });

  it("has an answer without a body to HEAD", () => {
    const head = readForwarded(Buffer.from("HEAD / HTTP/1.1\r\n\r\n")) as Forwarded;
    const answer = {
      kind: "http",
      status: 200,
      headers: { Server: "nginx" },
      body: "안녕",
    } as const;
    expect(writeForwarded(head, answer).toString()).toBe(
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\n",
    );
  });
});

describe("SPDY", () => {
  const failure = (bytes: Buffer): Promise<string> =>
    new Promise((resolve) => {
      const ignore = () => {};
      const spdy = new SpdyConnection(ignore, {
        onStream: ignore,
        onData: ignore,
        onEnd: ignore,
        onReset: ignore,
        onFailure: (why) => resolve(why.message),
      });
      spdy.receive(bytes);
    });

  it.each<[string, number[]]>([
    ["too long a frame of headers", [0x80, 3, 0, 1, 0, 0xff, 0xff, 0xff]],
    ["another version", [0x80, 2, 0, 1, 0, 0, 0, 0]],
    ["headers that are not compressed", [0x80, 3, 0, 1, 0, 0, 0, 12, ...Array(12).fill(1)]],
    ["a frame that is too short", [0x80, 3, 0, 1, 0, 0, 0, 1, 0]],
  ])("%s ends the connection and nothing else", async (_name, bytes) => {
    expect(await failure(Buffer.from(bytes))).not.toBe("");
  });
});

describe.skipIf(!isKubectlThere)(kubectlName, () => {
  let served: Served;
  let kubectl: RealKubectl;
  let forwarding: ChildProcessWithoutNullStreams;
  let port: number;
  /** Where nobody listens behind it. */
  let unheard: number;
  let complaints = "";

  beforeAll(async () => {
    served = await serveCluster({ port: 0, preset: "three-nodes", seed: 1 });
    kubectl = realKubectl(served.kubeconfig);
    await kubectl.output("run web --image=nginx");
    await kubectl.output("wait --for=condition=Ready pod/web --timeout=20s");
    forwarding = kubectl.start(["port-forward", "pod/web", ":80", ":81"]);
    forwarding.stderr.on("data", (data) => {
      complaints += data;
    });
    let said = "";
    forwarding.stdout.on("data", (data) => {
      said += data;
    });
    await vi.waitFor(() => expect(said).toMatch(/127.0.0.1:\d+ -> 81/), { timeout: 10_000 });
    port = Number(/127.0.0.1:(\d+) -> 80/.exec(said)?.[1]);
    unheard = Number(/127.0.0.1:(\d+) -> 81/.exec(said)?.[1]);
  });
  afterAll(() => {
    forwarding.kill();
    kubectl.remove();
    served.close();
  });

  it("reaches the pod, again and again", async () => {
    for (let count = 0; count < 3; count++) {
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      expect(await answer.text()).toContain("Welcome to nginx!");
    }
    expect((await fetch(`http://127.0.0.1:${port}/nope`)).status).toBe(404);
    expect(await kubectl.output("logs web")).toContain('"GET /nope HTTP/1.1" 404');
  });

  it("takes many at once, and new connections", async () => {
    const agent = new http.Agent({ keepAlive: false });
    const get = () =>
      new Promise<number | undefined>((resolve, reject) => {
        http
          .get({ port, host: "127.0.0.1", agent }, (response) => {
            response.resume();
            response.on("end", () => resolve(response.statusCode));
          })
          .on("error", reject);
      });
    expect(await Promise.all(Array.from({ length: 20 }, get))).toEqual(Array(20).fill(200));
  });

  it("says when nobody listens", async () => {
    await expect(fetch(`http://127.0.0.1:${unheard}/`)).rejects.toThrow();
    await expect.poll(() => complaints).toContain("connection refused");
  });
});
