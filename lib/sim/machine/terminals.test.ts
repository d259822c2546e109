import { describe, expect, it } from "vitest";
import { createBench, startMs } from "../testing/machine-bench";

function terminal() {
  const bench = createBench();
  const { terminals } = bench.machines;
  terminals.open("t", { machine: "host" });
  return {
    bench,
    terminals,
    screen: () => terminals.output("t", 0).text,
    type: (...lines: string[]) => {
      for (const line of lines) terminals.input("t", line);
    },
  };
}

describe("a terminal", () => {
  it("shows what a real one would", () => {
    const { type, screen } = terminal();
    type(
      "cd /tmp/w",
      "x=5",
      "for i in 1 2",
      "do echo $i $x",
      "done",
      "nosuch",
      "echo 'two",
      "lines'",
      "cat <<E",
      "hi $x",
      "E",
      "fi",
    );
    expect(screen()).toBe(`root@host:~# cd /tmp/w
root@host:/tmp/w# x=5
root@host:/tmp/w# for i in 1 2
> do echo $i $x
> done
1 5
2 5
root@host:/tmp/w# nosuch
bash: nosuch: command not found
root@host:/tmp/w# echo 'two
> lines'
two
lines
root@host:/tmp/w# cat <<E
> hi $x
> E
hi 5
root@host:/tmp/w# fi
bash: syntax error near unexpected token \`fi'
`);
  });

  it("reads on absolute offsets", () => {
    const { type, terminals } = terminal();
    type("echo one");
    const { offset } = terminals.output("t", 0);
    type("echo two");
    expect(terminals.output("t", offset).text).toBe("root@host:~# echo two\ntwo\n");
  });

  it("interrupts with Ctrl-C, ends input with Ctrl-D, stops with Ctrl-Z", () => {
    const { type, screen, terminals, bench } = terminal();
    type("sleep 100; echo not reached");
    expect(terminals.view("t")).toMatchObject({ busy: true, prompt: "" });
    terminals.signal("t", "INT");
    type("echo $?", "cat", "typed");
    terminals.signal("t", "EOF");
    type("sleep 50");
    terminals.signal("t", "TSTP");
    type("jobs", "bg", "jobs");
    bench.advance(startMs + 60_000);
    type("echo next", "exit");
    expect(screen()).toBe(`root@host:~# sleep 100; echo not reached
^C
root@host:~# echo $?
130
root@host:~# cat
typed
typed
root@host:~# sleep 50
^Z
[1]+  Stopped                 sleep 50
root@host:~# jobs
[1]+  Stopped                 sleep 50
root@host:~# bg
[1]+ sleep 50 &
root@host:~# jobs
[1]+  Running                 sleep 50 &
root@host:~# echo next
next
[1]+  Done                    sleep 50
root@host:~# exit
exit
`);
    expect(terminals.view("t").ended).toBe(true);
  });

  it("streams while the clock moves and keeps functions, aliases and history", () => {
    const { type, screen, terminals, bench } = terminal();
    type(
      "alias k='echo kubectl'",
      "k get pods",
      "f() { echo f$1; }",
      "f 1",
      "while true; do date -u +%S; sleep 2; done",
    );
    bench.advance(startMs + 4000);
    terminals.signal("t", "INT");
    expect(screen()).toContain("kubectl get pods\n");
    expect(screen()).toContain(
      "f1\nroot@host:~# while true; do date -u +%S; sleep 2; done\n20\n22\n24\n^C\n",
    );
    expect(terminals.history("t")[1]).toBe("k get pods");
  });

  it("opens the editor pane and goes on when it is closed", () => {
    const { type, terminals, bench } = terminal();
    type("vi pod.yaml && cat pod.yaml");
    expect(terminals.view("t").editor).toEqual({ machine: "host", path: "/root/pod.yaml" });
    bench.machines.files("host").write("/root/pod.yaml", "kind: Pod\n");
    terminals.closeEditor("t", true);
    expect(terminals.output("t", 0).text).toContain("kind: Pod\n");
    expect(terminals.view("t")).toMatchObject({ busy: false, prompt: "root@host:~# " });
  });

  it("completes commands, files and variables", () => {
    const { type, terminals } = terminal();
    type("mkdir dir; touch dir/file1 dir/file2; longname=1");
    const complete = (line: string) => terminals.complete("t", line, line.length);
    expect(complete("prin").candidates).toEqual(["printenv", "printf"]);
    expect(complete("cat dir/f")).toEqual({ candidates: ["dir/file1", "dir/file2"], start: 4 });
    expect(complete("cd d").candidates).toEqual(["dir/"]);
    expect(complete("echo $longn").candidates).toEqual(["$longname"]);
    expect(complete("ls | gre").candidates).toEqual(["grep"]);
  });

  it("takes several lines at once and survives a reload at any prompt", () => {
    const { bench, terminals } = terminal();
    terminals.input("t", "x=1\nread y\nanswer\necho $x $y\n");
    const again = bench.reload();
    again.machines.terminals.input("t", "echo $((x+1))");
    expect(again.machines.terminals.output("t", 0).text).toBe(
      "root@host:~# x=1\nroot@host:~# read y\nanswer\nroot@host:~# echo $x $y\n1 answer\nroot@host:~# echo $((x+1))\n2\n",
    );
  });

  it("runs a shell inside a shell with the keyboard", () => {
    const { type, screen, terminals } = terminal();
    type("bash", "cd /tmp", "sleep 9");
    terminals.signal("t", "INT");
    type("exit", "pwd");
    expect(screen()).toBe(
      "root@host:~# bash\nroot@host:~# cd /tmp\nroot@host:/tmp# sleep 9\n^C\nroot@host:/tmp# exit\nexit\nroot@host:~# pwd\n/root\n",
    );
  });
});
