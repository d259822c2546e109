// Commands that clients outside hold open are part of the cluster: they last through a save and a fork, and end as the
// real ones do. And what is typed into `run -i` and `attach -i` of the terminal reaches the container.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster, systemUser } from "../cluster";

let base: Cluster;

beforeAll(() => {
  base = Cluster.create({ preset: "three-nodes", seed: 3 });
  const spec = { containers: [{ name: "box", image: "busybox", command: ["sleep", "1000000"] }] };
  base.client().create("Pod", { metadata: { name: "box", namespace: "default" }, spec });
  base.settle();
});

/** The stream's name. */
function open(cluster: Cluster, query: Readonly<Record<string, readonly string[]>>): string {
  const answer = cluster.serve({
    method: "GET",
    path: "/api/v1/namespaces/default/pods/box/exec",
    query,
    headers: { upgrade: "websocket" },
    user: systemUser,
  });
  expect(answer.code).toBe(101);
  return (answer.body as { stream: string }).stream;
}

const cat = { command: ["cat"], stdin: ["true"], stdout: ["true"] };

describe("a stream", () => {
  it("goes on in a fork and after a save, each for itself", () => {
    const cluster = base.fork();
    const id = open(cluster, cat);
    cluster.streams.change(id, { type: "input", text: "one\n" });
    const others = [cluster.fork(), Cluster.restore(cluster.save())];
    for (const [index, other] of others.entries()) {
      other.streams.change(id, { type: "input", text: `${index}\n` });
      other.streams.change(id, { type: "end" });
      other.advance(10);
      const read = other.streams.read(id);
      expect(read).toMatchObject({ stdout: `one\n${index}\n`, status: { status: "Success" } });
    }
    expect(cluster.streams.read(id)).toMatchObject({ stdout: "one\n" });
    expect(cluster.streams.read(id)?.status).toBeUndefined();
  });

  it("is read without a change, from wherever its reader was", () => {
    const cluster = base.fork();
    const id = open(cluster, cat);
    cluster.streams.change(id, { type: "input", text: "one\n" });
    const before = JSON.stringify(cluster.save());
    const first = cluster.streams.read(id);
    expect(JSON.stringify(cluster.save()) === before).toBe(true);
    cluster.streams.change(id, { type: "taken", stdout: 4, stderr: 0 });
    cluster.streams.change(id, { type: "input", text: "two\n" });
    expect(cluster.streams.read(id, first?.position)?.stdout).toBe("two\n");
  });

  it("leaves nothing behind when its client has gone", () => {
    const cluster = base.fork();
    const before = cluster.save().tables;
    for (const tty of [[], ["true"]]) {
      const id = open(cluster, { ...cat, tty });
      cluster.streams.change(id, { type: "input", text: "one\n" });
      cluster.streams.change(id, { type: "close" });
      cluster.advance(10);
      expect(cluster.streams.read(id)).toBeUndefined();
    }
    const { tables } = cluster.save();
    for (const name of [
      "machine.processes",
      "machine.pipes",
      "machine.captures",
      "kubelet.streams",
    ]) {
      expect(tables[name]?.length ?? 0, name).toBe(before[name]?.length ?? 0);
    }
  });

  it("ends with its container", () => {
    const cluster = base.fork();
    const id = open(cluster, cat);
    cluster.client().delete("Pod", { namespace: "default", name: "box" });
    // It does not hear TERM and is killed after its grace period.
    cluster.advance(40_000);
    expect(cluster.streams.read(id)?.status).toMatchObject({
      details: { causes: [{ message: "137" }] },
    });
  });

  it("is not opened without an upgrade", () => {
    const answer = base.fork().serve({
      method: "GET",
      path: "/api/v1/namespaces/default/pods/box/exec",
      query: cat,
      headers: {},
      user: systemUser,
    });
    expect([answer.code, (answer.body as { message: string }).message]).toEqual([
      400,
      "Upgrade request required",
    ]);
  });
});

describe("in the terminal", () => {
  const terminal = "main";

  function type(cluster: Cluster, ...lines: readonly string[]): void {
    for (const line of lines) {
      cluster.terminals.input(terminal, line);
      cluster.advance(4000);
    }
  }

  function atTerminal(): Cluster {
    const cluster = base.fork();
    cluster.terminals.open(terminal, { machine: "controlplane" });
    return cluster;
  }

  it("run -i: what is typed is read, and its end too", () => {
    const cluster = atTerminal();
    type(
      cluster,
      "kubectl run once -q -i --rm --restart=Never --image=busybox -- sed s/^/said:/",
      "hello",
      "안녕",
    );
    cluster.terminals.signal(terminal, "EOF");
    cluster.advance(4000);
    const { text } = cluster.terminals.output(terminal, 0);
    expect(text).toContain("said:hello\nsaid:안녕\n");
    expect(cluster.terminals.view(terminal).prompt).not.toBe("");
    expect(cluster.client().get("Pod", { namespace: "default", name: "once" })).toBeUndefined();
  });

  it("attach -i: so does a container that was there before", () => {
    const cluster = atTerminal();
    const command = ["sh", "-c", "while read line; do echo heard $line; done"];
    cluster.client().create("Pod", {
      metadata: { name: "ear", namespace: "default" },
      spec: { containers: [{ name: "ear", image: "busybox", stdin: true, command }] },
    });
    cluster.settle();
    type(cluster, "kubectl attach -q -i ear", "one");
    cluster.terminals.signal(terminal, "INT");
    cluster.advance(1000);
    expect(cluster.terminals.output(terminal, 0).text).toContain("heard one\n");
    const ear = cluster.client().get("Pod", { namespace: "default", name: "ear" });
    expect(ear?.status?.phase).toBe("Running");
  });
});
