// etcd by hand on a plain machine: what a server keeps survives a save, a fork and its own end.
import { describe, expect, it } from "vitest";
import { Cluster } from "../../cluster";

const start = (preset = "plain-machine") => {
  const cluster = Cluster.create({ preset, seed: 1 });
  const run = (line: string, on = cluster) => on.run("box", line, { timeoutMs: 60_000 });
  return { cluster, run };
};

describe("a server started by hand", () => {
  it("listens on 2379 and keeps its keys in its directory over a restart", () => {
    const { run } = start();
    run("etcd >log 2>&1 &");
    expect(run("etcdctl put key1 value1").stdout).toBe("OK\n");
    expect(run("ls default.etcd/member").stdout).toBe("snap\nwal\n");
    run("kill $(pidof etcd)");
    expect(run("timeout 1 etcdctl get key1").status).toBe(124);
    run("etcd >>log 2>&1 &");
    expect(run("etcdctl get key1 --print-value-only").stdout).toBe("value1\n");
    expect(run("grep -c 'ready to serve client requests' log").stdout).toBe("2\n");
  });

  it("cannot be reached before it runs: etcdctl gives up after five seconds", () => {
    const { cluster, run } = start();
    const before = cluster.now;
    const { status, stderr } = run("etcdctl get x");
    expect(stderr).toContain("dial tcp 127.0.0.1:2379: connect: connection refused");
    expect(stderr).toMatch(/Error: context deadline exceeded\n$/);
    expect(status).toBe(1);
    expect(cluster.now - before).toBe(5000);
  });

  it("refuses a second server on the same ports", () => {
    const { run } = start("single-etcd");
    const { status, stderr } = run("etcd --data-dir=other");
    expect(stderr).toContain("bind: address already in use");
    expect(status).toBe(1);
  });

  it("serves a directory that was restored from a snapshot", () => {
    const { run } = start("single-etcd");
    run("etcdctl put before backup; etcdctl snapshot save s.db; etcdctl put after backup");
    run("etcdutl snapshot restore s.db --data-dir back");
    const port =
      "--listen-client-urls=http://127.0.0.1:3379 --listen-peer-urls=http://127.0.0.1:3380";
    run(`etcd --data-dir=back ${port} 2>/dev/null &`);
    const at = "--endpoints=127.0.0.1:3379";
    expect(run(`etcdctl ${at} get before --print-value-only`).stdout).toBe("backup\n");
    expect(run(`etcdctl ${at} get after`).stdout).toBe("");
    expect(run("etcdctl get after --print-value-only").stdout).toBe("backup\n");
  });
});

describe("leases", () => {
  it("take their keys with them, also in a restored copy", () => {
    const { cluster, run } = start("single-etcd");
    const [, lease] =
      /lease (\S+) granted with TTL\(10s\)/.exec(run("etcdctl lease grant 10").stdout) ?? [];
    run(`etcdctl put k v --lease=${lease}`);
    const copy = Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));
    for (const each of [cluster.fork(), copy]) {
      each.advance(9000);
      expect(run("etcdctl get k", each).stdout).toBe("k\nv\n");
      each.advance(2000);
      expect(run("etcdctl get k", each).stdout).toBe("");
      expect(run(`etcdctl lease timetolive ${lease}`, each).stdout).toMatch(/already expired/);
    }
    expect(run("etcdctl get k").stdout).toBe("k\nv\n");
  });
});

describe("a watch", () => {
  it("goes on in a fork and after a restore", () => {
    const { cluster, run } = start("single-etcd");
    cluster.terminals.open("t", { machine: "box" });
    cluster.terminals.input("t", "etcdctl watch w --prefix\n");
    for (const each of [cluster.fork(), Cluster.restore(cluster.save())]) {
      run("etcdctl put w1 one", each);
      each.advance(100);
      expect(each.terminals.output("t", 0).text).toContain("PUT\nw1\none\n");
    }
    expect(cluster.terminals.output("t", 0).text).not.toContain("PUT");
  });
});

describe("a lock", () => {
  it("is waited for, and free when its holder was killed and its lease is over", () => {
    const { cluster, run } = start("single-etcd");
    cluster.terminals.open("t", { machine: "box" });
    cluster.terminals.input("t", "etcdctl lock job\n");
    expect(run("timeout 2 etcdctl lock job").status).toBe(124);
    cluster.terminals.close("t");
    cluster.advance(11_000);
    expect(run("etcdctl lock job echo mine").stdout).toBe("mine\n");
  });
});

it("says what it does not know", () => {
  const { run } = start("single-etcd");
  expect(run("etcdctl get x --no-such").stderr).toMatch(/^Error: unknown flag: --no-such\n/);
  expect(run("etcdctl --help").stdout).toContain("snapshot save");
  expect(run("etcdctl get --help").stdout).toContain("--keys-only");
  expect(run("etcdctl version").stdout).toBe("etcdctl version: 3.5.30\nAPI version: 3.5\n");
});
