import { describe, expect, it } from "vitest";
import { createBench, startMs } from "../testing/machine-bench";

describe("processes and the clock", () => {
  it("sleeps on the cluster's clock", () => {
    const bench = createBench();
    expect(bench.run("date -u +%T; sleep 90; date -u +%T", { timeoutMs: 100_000 }).stdout).toBe(
      "22:13:20\n22:14:50\n",
    );
    expect(bench.state.now).toBe(startMs + 90_000);
  });

  it("says that a command still runs at the timeout, and stops it", () => {
    const bench = createBench();
    expect(bench.run("echo a; sleep 100", { timeoutMs: 5000 })).toEqual({
      stdout: "a\n",
      stderr: "",
      status: undefined,
    });
    expect(bench.machines.processes("host")).toEqual([]);
  });

  it("leaves nothing behind when a command line has ended", () => {
    const bench = createBench();
    const rows = (): string =>
      JSON.stringify(
        Object.entries(bench.state.save().tables).filter(([name]) =>
          /processes|pipes|opens|runnable|waiters|groups|children|captures|pids/.test(name),
        ),
      );
    bench.run(
      "yes | head -1; echo $(seq 3 | tail -1) > f; cat f | sort | uniq -c; (sleep 1; true) & wait",
    );
    expect(rows()).toBe("[]");
  });

  it("gives stdin to the program", () => {
    expect(createBench().run("sort", { stdin: "b\na\n" }).stdout).toBe("a\nb\n");
  });

  it("tells the component that asked of an exit", () => {
    const bench = createBench();
    const id = bench.machines.spawn({
      machine: "node01/c1",
      command: "sh",
      args: ["-c", "exit 3"],
      onExit: { component: "runtime", payload: { container: "c1" } },
    });
    bench.machines.settle();
    const pending = bench.state.save().tables["kernel.queue"]?.map(([, work]) => work);
    expect(pending).toContainEqual({
      component: "runtime",
      payload: { container: "c1", process: id, status: 3 },
    });
  });

  it("does not let default signals end a container's first process, but KILL from outside", () => {
    const bench = createBench();
    const id = bench.machines.spawn({ machine: "node01/c1", command: "sleep", args: ["3600"] });
    if (typeof id !== "number") throw new Error(id.error);
    bench.machines.settle();
    bench.machines.signal(id, "TERM");
    expect(bench.run("kill -9 1", { machine: "node01/c1" }).status).toBe(0);
    expect(bench.machines.isAlive(id)).toBe(true);
    bench.machines.signal(id, "KILL");
    expect(bench.machines.isAlive(id)).toBe(false);
  });

  it("writes a container's log as containerd does", () => {
    const bench = createBench();
    bench.machines.files("host").makeDirectory("/var/log/pods");
    bench.machines.spawn({
      machine: "node01/c1",
      command: "sh",
      args: ["-c", "echo out; echo err >&2; echo -n rest"],
      stdout: { kind: "log", machine: "host", path: "/var/log/pods/0.log" },
      stderr: { kind: "log", machine: "host", path: "/var/log/pods/0.log" },
    });
    bench.machines.settle();
    const time = "2023-11-14T22:13:20.000000000Z";
    expect(bench.machines.files("host").read("/var/log/pods/0.log")).toBe(
      `${time} stdout F out\n${time} stderr F err\n${time} stdout F rest\n`,
    );
  });
});

describe("save, restore and fork", () => {
  const lines = [
    "i=0; while [ $i -lt 6 ]; do date -u +%T >> log; i=$((i+1)); sleep 5; done; cat log | tail -3 | tac",
    'for x in a b c; do echo $x; sleep 4; done | while read l; do echo "got $l at $(date -u +%S)"; sleep 1; done',
    "f() { local n=$1; [ $n -le 0 ] && return; sleep 3; echo n=$n $(sleep 2; echo sub); f $((n-1)); }; f 3",
    "trap 'echo bye' EXIT; (sleep 7; echo bg) & for i in {1..3}; do sleep 3; echo $i; done; wait",
    "cat <<E | { read a; sleep 9; read b; echo $b-$a; }\none\ntwo\nE",
    "tail -f log & sleep 2; echo x >> log; sleep 3; echo y >> log; sleep 3; kill $!; echo over",
    "timeout 12 sh -c 'while true; do echo tick; sleep 5; done'; echo $?",
  ];
  for (const line of lines) {
    it(line.slice(0, 70), () => {
      const plain = createBench();
      plain.machines.files("host").write("/tmp/w/log", "start\n");
      let other = plain.fork();
      const start = (bench: typeof plain): number => {
        const id = bench.machines.spawn({
          machine: "host",
          command: "bash",
          args: ["-c", line],
          directory: "/tmp/w",
          stdout: { kind: "file", path: "/tmp/out" },
          stderr: { kind: "file", path: "/tmp/out" },
        });
        if (typeof id !== "number") throw new Error(id.error);
        bench.machines.settle();
        return id;
      };
      start(plain);
      start(other);
      plain.advance(startMs + 60_000);
      for (let second = 1; second <= 60; second++) {
        other.advance(startMs + second * 1000);
        other = second % 2 === 0 ? other.reload() : other.fork();
      }
      expect(plain.machines.files("host").read("/tmp/out")).not.toBe("");
      expect(JSON.stringify(other.state.save())).toBe(JSON.stringify(plain.state.save()));
    });
  }

  it("keeps a fork from changing its parent", () => {
    const bench = createBench();
    bench.machines.terminals.open("t", { machine: "host" });
    bench.machines.terminals.input("t", "x=1; while sleep 1; do echo $((x++)); done");
    const before = JSON.stringify(bench.state.save());
    const fork = bench.fork();
    fork.advance(startMs + 5000);
    fork.machines.terminals.signal("t", "INT");
    fork.machines.terminals.input("t", "rm -rf /etc; exit");
    expect(JSON.stringify(bench.state.save())).toBe(before);
    bench.advance(startMs + 2000);
    expect(bench.machines.terminals.output("t", 0).text).toContain("1\n2\n");
  });
});

describe("files", () => {
  it("falls through to layers, hides what was removed, and shares mounts", () => {
    const bench = createBench();
    const host = bench.machines.files("host");
    expect(host.read("/etc/hostname")).toBe("host\n");
    host.remove("/etc/hostname");
    expect(host.exists("/etc/hostname")).toBe(false);
    expect(bench.machines.files("node01/c1").exists("/etc/hostname")).toBe(true);
    host.remove("/etc", { recursive: true });
    host.makeDirectory("/etc");
    expect(host.list("/etc")).toEqual([]);
    host.makeDirectory("/vol");
    bench.machines.setMounts("node01/c1", [
      { path: "/data", machine: "host", source: "/vol" },
      { path: "/ro", machine: "host", source: "/vol", readOnly: true },
    ]);
    expect(
      bench.run("echo hi > /data/f; cat /ro/f; echo no > /ro/g; ls /", { machine: "node01/c1" }),
    ).toEqual({
      stdout: "hi\ndata\ndev\netc\nro\nusr\n",
      stderr: "bash: line 1: /ro/g: Read-only file system\n",
      status: 0,
    });
    expect(host.read("/vol/f")).toBe("hi\n");
  });

  it("asks for permission", () => {
    const bench = createBench();
    bench.machines.create({
      name: "box",
      users: { kim: { uid: 1000, gid: 1000, home: "/home/kim" } },
    });
    const as = (line: string) =>
      bench.run(line, { machine: "box", user: "kim", directory: "/home/kim" });
    expect(as("cat /root/x; echo a > /etc/f; echo mine > ok; cat ok; whoami; id -u").stderr).toBe(
      "cat: /root/x: No such file or directory\nbash: line 1: /etc/f: Permission denied\n",
    );
    expect(bench.run("echo s > /secret; chmod 600 /secret", { machine: "box" }).status).toBe(0);
    expect(as("cat /secret")).toEqual({
      stdout: "",
      stderr: "cat: /secret: Permission denied\n",
      status: 1,
    });
  });
});

describe("sh in a container is busybox's", () => {
  it("has its words", () => {
    const bench = createBench();
    bench.machines.create({
      name: "node01/bb",
      container: true,
      programs: ["sh", "ls", "cat", "sleep"],
    });
    const result = bench.run("foo; bash; cd /no; cat < no; ls no", { machine: "node01/bb" });
    expect(result.stderr).toBe(
      "sh: foo: not found\nsh: bash: not found\nsh: cd: can't cd to /no: No such file or directory\nsh: can't open no: no such file\nls: cannot access 'no': No such file or directory\n",
    );
  });
});
