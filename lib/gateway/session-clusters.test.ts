// A learner's session under `/clusters/<session>`: what real clients do there is in the log, and whoever may not
// stays out.
import http, { type RequestListener } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGuest } from "@/lib/auth/create-guest";
import type { Viewer } from "@/lib/auth/viewer";
import { withTestDatabase } from "@/lib/db/test-database";
import { readKubeconfig, revokeKubeconfigs } from "@/lib/sessions/kubeconfig";
import { readLog } from "@/lib/sessions/load-session";
import { performAction } from "@/lib/sessions/perform-action";
import { resetSession } from "@/lib/sessions/reset-session";
import { forget, look } from "@/lib/sessions/sessions";
import { startSession } from "@/lib/sessions/start-session";
import { issueServerCertificate } from "./server-authority";
import { createSessionClusters } from "./session-clusters";
import { isKubectlThere, kubectlName, realKubectl } from "./testing/real-kubectl";

withTestDatabase();

const mistakes: unknown[] = [];
const clusters = createSessionClusters((error) => mistakes.push(error));
const onRequest: RequestListener = (request, response) => {
  if (!clusters.handle(request, response)) response.writeHead(404).end();
};
process.env.NEXTAUTH_SECRET = "only-for-tests";
const plain = http.createServer(onRequest);
const { key, certificate: cert } = issueServerCertificate();
const secure = https.createServer({ key, cert }, onRequest);
secure.on("upgrade", (request, socket, head) => clusters.upgrade(request, socket, head));
let origin: string;
/** Where kubeconfigs lead: the test has two ports, the real server takes both on one. */
let secureOrigin: string;

const listen = async (server: http.Server | https.Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  origin = await listen(plain);
  secureOrigin = await listen(secure);
});
afterAll(() => {
  for (const server of [plain, secure]) {
    server.closeAllConnections();
    server.close();
  }
  expect(mistakes).toEqual([]);
});

interface Learner {
  readonly viewer: Viewer;
  readonly id: string;
  readonly token: string;
}

let learner: Learner;

beforeEach(async () => {
  learner = await newLearner();
});

async function newLearner(): Promise<Learner> {
  const viewer = await createGuest({ address: "203.0.113.9" });
  const id = await startSession(viewer, { kind: "PLAY", preset: "three-nodes" });
  return { viewer, id, token: await tokenOf(viewer, id) };
}

const tokenOf = async (viewer: Viewer, id: string): Promise<string> =>
  /token: (\S+)/.exec(await readKubeconfig(viewer, id, origin))?.[1] ?? "";

interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly signal?: AbortSignal;
}

function ask(path: string, { method = "GET", body, token = learner.token, signal }: Ask = {}) {
  return fetch(`${origin}/clusters/${learner.id}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

const configMaps = "/api/v1/namespaces/default/configmaps";
const create = (name: string) =>
  ask(configMaps, { method: "POST", body: { metadata: { name }, data: { a: "1" } } });

const bytes = (id: string) =>
  look(id, ({ timeline: { cluster } }) => JSON.stringify(cluster.save()));

describe("a request from outside", () => {
  it("is in the log when it is answered, and replays to the same bytes", async () => {
    expect((await create("mine")).status).toBe(201);
    const log = await readLog(learner.id, 0);
    expect(log.map(({ action, actorId }) => [action.kind, actorId])).toEqual([
      ["api-request", learner.viewer.id],
    ]);
    const before = await bytes(learner.id);
    forget(learner.id);
    expect((await bytes(learner.id)) === before).toBe(true);
    expect((await ask(`${configMaps}/mine`)).status).toBe(200);
  });

  it("is not logged when it only reads", async () => {
    await ask("/api/v1/pods");
    await ask(`${configMaps}?dryRun=All`, { method: "POST", body: { metadata: { name: "dry" } } });
    const review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    await ask(review, { method: "POST", body: { spec: {} } });
    expect(await readLog(learner.id, 0)).toEqual([]);
    expect((await ask(`${configMaps}/dry`)).status).toBe(404);
  });

  it("is undone like anything else", async () => {
    await create("mine");
    await performAction(learner.viewer, learner.id, { kind: "undo-last" });
    expect((await ask(`${configMaps}/mine`)).status).toBe(404);
  });

  it("lets time pass though nobody looks at the screen", async () => {
    const before = await look(learner.id, ({ timeline }) => timeline.cluster.now);
    await create("mine");
    await new Promise((resolve) => setTimeout(resolve, 120));
    await ask("/version");
    const after = await look(learner.id, ({ timeline }) => timeline.cluster.now);
    expect(after - before).toBeGreaterThanOrEqual(100);
  });
});

describe("a watch", () => {
  async function watch(path: string, until: (lines: string) => boolean): Promise<string> {
    const leave = new AbortController();
    const answer = await ask(path, { signal: leave.signal });
    let lines = "";
    for await (const chunk of answer.body ?? []) {
      lines += Buffer.from(chunk).toString();
      if (until(lines)) break;
    }
    leave.abort();
    return lines;
  }

  it("sees what is done on the screen, and time pass", async () => {
    const watching = watch("/api/v1/namespaces/default/pods?watch=true", (lines) =>
      lines.includes('"phase":"Running"'),
    );
    await performAction(learner.viewer, learner.id, {
      kind: "open-terminal",
      terminal: "main",
      machine: "controlplane",
      columns: 80,
    });
    const text = "kubectl run web --image=nginx";
    await performAction(learner.viewer, learner.id, { kind: "input", terminal: "main", text });
    expect(await watching).toContain('"type":"ADDED"');
  });

  it("is told to list again when the cluster goes back", async () => {
    await create("mine");
    const watching = watch(`${configMaps}?watch=true`, (lines) => {
      if (lines.includes('"name":"mine"') && !lines.includes("ERROR")) void undo();
      return lines.includes("ERROR");
    });
    let isUndone = false;
    const undo = async () => {
      if (isUndone) return;
      isUndone = true;
      await new Promise((resolve) => setTimeout(resolve, 600));
      await performAction(learner.viewer, learner.id, { kind: "undo-last" });
    };
    expect(await watching).toContain('"code":410');
  });
});

describe("who may come in", () => {
  it.each<[string, () => Promise<string | null> | string | null, number]>([
    ["nobody without a token", () => null, 401],
    ["nobody with a wrong one", () => "wrong", 401],
    ["not another learner with theirs", async () => (await newLearner()).token, 401],
  ])("%s", async (_name, token, code) => {
    const answer = await ask("/api/v1/pods", { token: await token() });
    expect(answer.status).toBe(code);
    const write = await ask(configMaps, { method: "POST", body: {}, token: await token() });
    expect(write.status).toBe(code);
    expect(await readLog(learner.id, 0)).toEqual([]);
  });

  it("not whoever guesses an id", async () => {
    const answer = await fetch(`${origin}/clusters/nobody/api`, {
      headers: { authorization: `Bearer ${learner.token}` },
    });
    expect(answer.status).toBe(401);
  });

  it("a service account by a token of this cluster, not by one of another session", async () => {
    const path = "/api/v1/namespaces/default/serviceaccounts/default/token";
    const token = async () => {
      const answer = await ask(path, { method: "POST", body: { spec: {} } });
      return (await answer.json()).status.token as string;
    };
    const mine = await token();
    expect((await ask("/api/v1/pods", { token: mine })).status).toBe(403);
    learner = await newLearner();
    expect((await ask("/api/v1/pods", { token: mine })).status).toBe(401);
  });

  it("nobody by a kubeconfig that was taken back", async () => {
    await revokeKubeconfigs(learner.viewer, learner.id);
    expect((await ask("/version")).status).toBe(401);
    const token = await tokenOf(learner.viewer, learner.id);
    expect((await ask("/version", { token })).status).toBe(200);
  });

  it("only the owner gets a kubeconfig", async () => {
    const other = await newLearner();
    await expect(readKubeconfig(other.viewer, learner.id, origin)).rejects.toThrow();
  });

  it("nobody after a restart, and is told why", async () => {
    await resetSession(learner.viewer, learner.id);
    const answer = await ask("/api/v1/pods");
    expect(answer.status).toBe(410);
    expect((await answer.json()).message).toContain("download its kubeconfig again");
  });
});

describe.skipIf(!isKubectlThere)(kubectlName, () => {
  it("runs commands in the session's containers, and they replay", async () => {
    const { viewer, id } = learner;
    const kubectl = realKubectl(await readKubeconfig(viewer, id, secureOrigin));
    try {
      await kubectl.output("run web --image=nginx");
      await kubectl.output("wait --for=condition=Ready pod/web --timeout=20s");
      const args = ["exec", "-i", "web", "--", "sh", "-c", "cat > /tmp/a; cat /tmp/a; exit 2"];
      const { stdout, code } = await kubectl.run(args, "안녕\n");
      expect([stdout, code]).toEqual(["안녕\n", 2]);
      expect(await kubectl.output("exec web -- cat /tmp/a")).toBe("안녕\n");
      await kubectl.output("create configmap last --from-literal=a=1");
      const kinds = (await readLog(id, 0)).map(({ action }) => action.kind);
      expect(kinds.filter((kind) => kind === "stream").length).toBeGreaterThanOrEqual(3);
      const before = await bytes(id);
      forget(id);
      expect((await bytes(id)) === before).toBe(true);
    } finally {
      kubectl.remove();
    }
  });

  it("works on the session, and every change of its is logged", async () => {
    const { viewer, id } = learner;
    const kubectl = realKubectl(await readKubeconfig(viewer, id, secureOrigin));
    try {
      expect(await kubectl.output("auth whoami -o name")).toContain("selfsubjectreview");
      expect(await kubectl.output("get nodes")).toMatch(/node01 +Ready/);
      await kubectl.output("create deployment web --image=nginx --replicas=2");
      expect(await kubectl.output("rollout status deployment/web --timeout=20s")).toContain(
        "successfully rolled out",
      );
      expect(await kubectl.output("explain pods.spec.restartPolicy")).toContain("Always");
      expect(await kubectl.output("delete deployment web")).toContain('"web" deleted');
      // What was only looked at afterwards has moved the clock, and a crash may take that back.
      await kubectl.output("create configmap last --from-literal=a=1");
      const log = await readLog(id, 0);
      expect(
        log.map(({ action }) => action.kind === "api-request" && action.headers["kubectl-command"]),
      ).toEqual(["kubectl create deployment", "kubectl delete", "kubectl create configmap"]);
      const before = await bytes(id);
      forget(id);
      expect((await bytes(id)) === before).toBe(true);
    } finally {
      kubectl.remove();
    }
  });
});
