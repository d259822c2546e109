// What real kubectl 1.36 printed for the same cluster; `lib/gateway/top.test.ts` asks it where there is one.
import { describe, expect, it } from "vitest";
import { forkMetrics, output } from "../../../testing/metrics-cluster";

const cluster = forkMetrics();
output(cluster, "kubectl run cache --image=redis --labels=app=cache");
cluster.advance(60_000);
const top = (line: string): string => output(cluster, `kubectl top ${line}`);

describe("kubectl top", () => {
  it("shows nodes against what they can give", () => {
    expect(top("nodes")).toBe(
      `NAME           CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)   
controlplane   130m         6%       952Mi           23%         
node01         46m          2%       536Mi           13%         
node02         53m          1%       558Mi           6%          
`,
    );
    expect(top("node node02 --no-headers")).toBe("node02   53m   1%    558Mi   6%    \n");
  });

  it("shows pods, their containers and their sum", () => {
    expect(top("pods")).toBe(
      "NAME    CPU(cores)   MEMORY(bytes)   \ncache   3m           4Mi             \n",
    );
    expect(top("pod cache --containers")).toBe(
      "POD     NAME    CPU(cores)   MEMORY(bytes)   \ncache   cache   3m           4Mi             \n",
    );
    expect(top("pods -A --sum").split("\n").slice(-3)).toEqual([
      "                                                     ________     ________        ",
      "                                                     94m          486Mi           ",
      "",
    ]);
  });

  it("sorts the greatest first", () => {
    const names = (line: string) =>
      top(line)
        .match(/^\S+ +\S+/gm)
        ?.map((each) => each.split(/ +/)[1]);
    expect(names("pods -A --no-headers --sort-by=memory")?.slice(0, 2)).toEqual([
      "kube-apiserver-controlplane",
      "kube-controller-manager-controlplane",
    ]);
  });

  it.each([
    ["pods --sort-by=name", "error: --sort-by accepts only cpu or memory\n"],
    ["pod cache -l app=cache", "error: only one of NAME or selector can be provided\n"],
    ["node node01 -l a=b", "error: only one of NAME or --selector can be provided\n"],
    ["pods -l app=none", "No resources found in default namespace.\n"],
    ["pods -A -l app=none", "No resources found\n"],
    ["nodes -l app=none", "error: metrics not available yet\n"],
    ["pod none", 'Error from server (NotFound): pods "none" not found\n'],
  ])("%s", (line, text) => {
    expect(top(line)).toBe(text);
  });
});
