// Commands in containers over WebSocket, by real kubectl and by hand.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { type Served, serveCluster } from "@/lib/standalone/serve-cluster";
import { isKubectlThere, kubectlName, type RealKubectl, realKubectl } from "./testing/real-kubectl";

let served: Served;
const mistakes: unknown[] = [];

beforeAll(async () => {
  served = await serveCluster({
    port: 0,
    preset: "three-nodes",
    seed: 1,
    onError: (error) => mistakes.push(error),
  });
  served.live.change((cluster) => {
    for (const name of ["web", "talker"]) {
      cluster.client().create("Pod", {
        metadata: { name, namespace: "default" },
        spec: {
          containers: [
            name === "web"
              ? { name: "web", image: "nginx" }
              : {
                  name: "talker",
                  image: "busybox",
                  stdin: true,
                  command: ["sh", "-c", "while read line; do echo heard $line; done"],
                },
          ],
        },
      });
    }
    cluster.settle();
  });
});
afterAll(() => {
  served.close();
  expect(mistakes).toEqual([]);
});

interface Told {
  readonly 1: string;
  readonly 2: string;
  readonly status: { readonly status?: string; readonly reason?: string };
}

interface Dial {
  readonly query: string;
  readonly pod?: string;
  readonly kind?: "exec" | "attach";
  readonly origin?: string;
  readonly token?: string;
  readonly protocol?: string;
}

function dial({ query, pod = "web", kind = "exec", ...options }: Dial): WebSocket {
  const url = `ws://127.0.0.1:${served.port}/api/v1/namespaces/default/pods/${pod}/${kind}?${query}`;
  return new WebSocket(url, options.protocol ?? "v5.channel.k8s.io", {
    headers: { authorization: `Bearer ${options.token ?? served.token}` },
    ...(options.origin === undefined ? {} : { origin: options.origin }),
  });
}

/** All that is said until the end; `onText` may answer. */
function listen(socket: WebSocket, onText?: (all: string) => void): Promise<Told> {
  const said: Record<number, string> = { 1: "", 2: "", 3: "" };
  socket.on("message", (data: Buffer) => {
    const [channel = 0] = data;
    said[channel] = (said[channel] ?? "") + data.subarray(1).toString("utf8");
    if (channel === 1) onText?.(said[1] ?? "");
  });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () =>
      resolve({ 1: said[1] ?? "", 2: said[2] ?? "", status: JSON.parse(said[3] || "{}") }),
    );
  });
}

/** The status of an upgrade that is refused. */
const refusal = (socket: WebSocket): Promise<number | undefined> =>
  new Promise((resolve) => {
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    socket.on("open", () => resolve(101));
    socket.on("error", () => {});
  });

const typed = (text: string) => Buffer.concat([Buffer.from([0]), Buffer.from(text)]);
const shell = "command=sh&stdin=true&stdout=true&tty=true";

describe("a command in a container", () => {
  it("says how it ended", async () => {
    const query = "command=sh&command=-c&command=echo+out;echo+err+%3E%262;exit+3";
    const told = await listen(dial({ query: `${query}&stdout=true&stderr=true` }));
    expect([told[1], told[2]]).toEqual(["out\n", "err\n"]);
    expect(told.status).toMatchObject({
      status: "Failure",
      reason: "NonZeroExitCode",
      details: { causes: [{ reason: "ExitCode", message: "3" }] },
    });
  });

  it("says why it could not be started", async () => {
    const told = await listen(dial({ query: "command=nope&stdout=true" }));
    expect(told.status).toMatchObject({
      reason: "InternalError",
      message: expect.stringContaining('exec: "nope": executable file not found in $PATH'),
    });
  });

  it("has a terminal that shows what is typed, and takes it back", async () => {
    const socket = dial({ query: shell });
    let step = 0;
    const told = await listen(socket, (all) => {
      if (step === 0 && all.includes("# ")) {
        step = 1;
        socket.send(typed("echo hellox\u007f\r"));
      }
      if (step === 1 && all.includes("hello\r\n") && /hello\r\n.*# $/s.test(all)) {
        step = 2;
        socket.send(typed("exit 4\r"));
      }
    });
    expect(told[1]).toContain("\r\nhello\r\n");
    expect(told.status).toMatchObject({ details: { causes: [{ message: "4" }] } });
  });

  it("is interrupted by Ctrl-C", async () => {
    const socket = dial({ query: shell });
    let step = 0;
    const told = await listen(socket, (all) => {
      if (step === 0 && all.includes("# ")) {
        step = 1;
        socket.send(typed("sleep 1000\r"));
        setTimeout(() => socket.send(typed("\u0003")), 300);
        setTimeout(() => socket.send(typed("exit\r")), 600);
      }
    });
    expect(told[1]).toContain("^C");
  });

  it("is gone when its client has gone", async () => {
    const socket = dial({ query: "command=cat&stdin=true&stdout=true" });
    await new Promise((resolve) => socket.on("open", resolve));
    const runs = () => JSON.stringify(served.live.cluster.save()).includes('"program":"cat"');
    await expect.poll(runs).toBe(true);
    socket.terminate();
    await expect.poll(runs).toBe(false);
  });

  it("writes no further than somebody reads", async () => {
    const socket = dial({ query: "command=seq&command=200000&stdout=true" });
    const told = await listen(socket);
    expect(told[1].endsWith("\n200000\n")).toBe(true);
    expect(told.status).toMatchObject({ status: "Success" });
  });
});

describe("who may dial", () => {
  it.each<[string, Dial, number]>([
    ["a page of another site", { query: shell, origin: "https://evil.example" }, 403],
    ["nobody's token", { query: shell, token: "wrong" }, 401],
    ["a pod that is not there", { query: shell, pod: "nope" }, 404],
    ["no command", { query: "stdout=true" }, 400],
    ["an old protocol", { query: shell, protocol: "v1.channel.k8s.io" }, 400],
  ])("%s is refused", async (_name, wanted, code) => {
    expect(await refusal(dial(wanted))).toBe(code);
  });

  it("our own page is not", async () => {
    const socket = dial({ query: shell, origin: `http://127.0.0.1:${served.port}` });
    expect(await refusal(socket)).toBe(101);
    socket.terminate();
  });
});

/** One word, since lines of kubectl are split at blanks. */
const counting = "for\tn\tin\t1\t2\t3;do\techo\t$n;sleep\t1;done";

describe.skipIf(!isKubectlThere)(kubectlName, () => {
  let kubectl: RealKubectl;

  beforeAll(() => {
    kubectl = realKubectl(served.kubeconfig);
  });
  afterAll(() => kubectl.remove());

  it("exec", async () => {
    expect(await kubectl.output("exec web -- echo hi")).toBe("hi\n");
    const failed = await kubectl.run(["exec", "web", "--", "sh", "-c", "exit 3"]);
    expect([failed.code, failed.stderr]).toEqual([3, "command terminated with exit code 3\n"]);
  });

  it("exec -i: standard input goes in and ends", async () => {
    const much = "한글 🐳 0123456789\n".repeat(20_000);
    const { stdout, stderr } = await kubectl.run(["exec", "-i", "web", "--", "cat"], much);
    expect(stderr).toBe("");
    expect(stdout === much).toBe(true);
  });

  it("cp there and back, bytes and all", async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    writeFileSync(path.join(kubectl.home, "data.bin"), bytes);
    expect(await kubectl.output("cp data.bin web:/tmp/data.bin")).toBe("");
    await kubectl.output("cp web:/tmp/data.bin back.bin");
    expect(readFileSync(path.join(kubectl.home, "back.bin")).equals(bytes)).toBe(true);
    expect(await kubectl.output("exec web -- ls /tmp")).toContain("data.bin");
  });

  it("logs -f: what was said, what is said, and no more when the container has ended", async () => {
    await kubectl.output(`run count --restart=Never --image=busybox -- sh -c ${counting}`);
    await kubectl.output("wait --for=condition=Ready pod/count --timeout=20s");
    expect(await kubectl.output("logs -f count")).toBe("1\n2\n3\n");
  });

  it("attach -i: what is typed is heard, what is said is shown", async () => {
    const child = kubectl.start(["attach", "-i", "-q", "talker"]);
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
    });
    child.stdin.write("안녕\n");
    await expect.poll(() => said, { timeout: 10_000 }).toContain("heard 안녕");
    child.kill();
  });

  it("run -i: a pod that reads, answers and is removed", async () => {
    const line = "run -i --rm --restart=Never -q --image=busybox once -- cat";
    const { stdout, stderr, code } = await kubectl.run(line.split(" "), "one\ntwo\n");
    expect([stdout, code], stderr).toEqual(["one\ntwo\n", 0]);
  });
});
