import { describe, expect, it } from "vitest";
import { parseCustomColumns, printCustomColumns } from "./custom-columns";
import { printGoTemplate } from "./go-template";
import { printJsonPath } from "./jsonpath";
import { writeKyaml } from "./kyaml";
import { sortBy } from "./sort-by";
import { alignColumns, describeTabs, tableTabs } from "./tab-writer";
import { layOutTable, printTable } from "./table";

const node = (name: string, cpu: string, memory: string, address: string, taint?: string) => ({
  metadata: { name, labels: { "kubernetes.io/hostname": name } },
  spec: taint === undefined ? {} : { taints: [{ key: taint, effect: "NoSchedule" }] },
  status: {
    capacity: { cpu, memory },
    addresses: [
      { address, type: "InternalIP" },
      { address: name, type: "Hostname" },
    ],
  },
});

const nodes = {
  items: [
    node("controlplane", "2", "4Gi", "172.30.1.2", "node-role.kubernetes.io/control-plane"),
    node("node01", "2", "4Gi", "172.30.2.2"),
    node("node02", "4", "8Gi", "172.30.3.2"),
  ],
};

describe("jsonpath, as asked in exams", () => {
  it.each([
    ["{.items[*].metadata.name}", "controlplane node01 node02"],
    [
      '{range .items[*]}{.metadata.name}{"\\t"}{.status.capacity.cpu}{"\\n"}{end}',
      "controlplane\t2\nnode01\t2\nnode02\t4\n",
    ],
    ['{.items[?(@.metadata.name=="node02")].status.capacity.memory}{"\\n"}', "8Gi\n"],
    [
      '{.items[*].status.addresses[?(@.type=="InternalIP")].address}',
      "172.30.1.2 172.30.2.2 172.30.3.2",
    ],
    ["{.items[0].metadata.labels.kubernetes\\.io/hostname}", "controlplane"],
    ["{.items[-1:].metadata.name}", "node02"],
    ["{.items[-1].metadata.name}", "node02"],
    ["{.items[0:2].metadata.name}", "controlplane node01"],
    ["{.items[*]['metadata.name','status.capacity.cpu']}", "controlplane node01 node02 2 2 4"],
    ["{..image}", ""],
    ["{.items[*].spec.taints[*].key}", "node-role.kubernetes.io/control-plane"],
    ["{..capacity.cpu}", "2 2 4"],
    ["{.items[0].status.capacity}", '{"cpu":"2","memory":"4Gi"}'],
    ["{.items[?(@.spec.taints)].metadata.name}", "controlplane"],
    ["a{.items[0].metadata.name}b{.nothing}c", "acontrolplanebc"],
    ["{range .none[*]}x{end}y", "y"],
    [
      "{range .items[*]}{range .spec.taints[*]}{.effect};{end}{.metadata.name} {end}",
      "NoSchedule;controlplane node01 node02 ",
    ],
    ["{$.items[0].metadata.name}", "controlplane"],
    [".metadata.name", ".metadata.name"],
  ])("%s", (template, text) => {
    expect(printJsonPath(template, nodes)).toEqual({ text });
  });

  it.each([
    ["{.items[0.x}", "error parsing jsonpath {.items[0.x}, unterminated array"],
    ["{.items", "error parsing jsonpath {.items, unclosed action"],
    [
      "{end}",
      'error executing jsonpath "{end}": Error executing template: not in range, nothing to end. Printing',
    ],
    [
      "{.items[9].metadata.name}",
      'error executing jsonpath "{.items[9].metadata.name}": Error executing template: array index out of bounds: index 9, length 3. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{.items[9].metadata.name}\n\tobject given to jsonpath engine was:\n\t\tmap[string]interface {}{"items":[]interface {}{map[string]',
    ],
  ])("refuses %s", (template, error) => {
    const printed = printJsonPath(template, nodes);
    expect("error" in printed && printed.error).toContain(error);
  });

  it("can insist on keys", () => {
    const printed = printJsonPath("{.nothing}", nodes, { allowMissingKeys: false });
    expect("error" in printed && printed.error).toContain("nothing is not found");
  });

  it("prints JSON when asked", () => {
    expect(printJsonPath("{.items[*].metadata.name}", nodes, { asJson: true })).toEqual({
      text: '[\n    "controlplane",\n    "node01",\n    "node02"\n]\n',
    });
  });
});

describe("custom columns", () => {
  const print = (spec: string) => {
    const parsed = parseCustomColumns(spec);
    return "error" in parsed ? parsed : printCustomColumns(parsed.columns, nodes.items);
  };

  it("aligns", () => {
    expect(
      print("NODE:.metadata.name,CPU:.status.capacity.cpu,TAINT:.spec.taints[*].effect"),
    ).toEqual({
      text: "NODE           CPU   TAINT\ncontrolplane   2     NoSchedule\nnode01         2     <none>\nnode02         4     <none>\n",
    });
    expect(print("C:.status.capacity")).toEqual({
      text: "C\nmap[cpu:2 memory:4Gi]\nmap[cpu:2 memory:4Gi]\nmap[cpu:4 memory:8Gi]\n",
    });
  });

  it.each([
    ["", "custom-columns format specified but no custom columns given"],
    ["NAME", "unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>"],
  ])("refuses %j", (spec, error) => {
    expect(print(spec)).toEqual({ error });
  });
});

describe("sort-by", () => {
  it("knows quantities and missing fields", () => {
    const items = [{ v: "1Gi" }, { v: "500Mi" }, {}, { v: "2k" }];
    expect(sortBy(items, ".v")).toEqual({ items: [{}, { v: "2k" }, { v: "500Mi" }, { v: "1Gi" }] });
    expect(sortBy(items, ".nothing")).toEqual({
      error: `couldn't find any field with path "{.nothing}" in the list of objects`,
    });
  });
});

describe("tables", () => {
  const table = {
    columnDefinitions: [
      { name: "Name", type: "string", format: "name" },
      { name: "Ready", type: "string" },
      { name: "Age", type: "string" },
      { name: "IP", type: "string", priority: 1 },
    ],
    rows: [
      {
        cells: ["a", "1/1", "5s", "10.0.0.1"],
        object: { metadata: { namespace: "default", labels: { app: "a" } } },
      },
      {
        cells: ["longer-name", "0/1", "10m", null],
        object: { metadata: { namespace: "kube-system" } },
      },
    ],
  };

  it.each([
    [{}, "NAME          READY   AGE\na             1/1     5s\nlonger-name   0/1     10m\n"],
    [{ noHeaders: true }, "a             1/1   5s\nlonger-name   0/1   10m\n"],
    [
      { wide: true },
      "NAME          READY   AGE   IP\na             1/1     5s    10.0.0.1\nlonger-name   0/1     10m   \n",
    ],
    [
      { withNamespace: true, kindPrefix: "pod", showLabels: true },
      "NAMESPACE     NAME              READY   AGE   LABELS\ndefault       pod/a             1/1     5s    app=a\nkube-system   pod/longer-name   0/1     10m   <none>\n",
    ],
    [
      { labelColumns: ["x/app"] },
      "NAME          READY   AGE   APP\na             1/1     5s    \nlonger-name   0/1     10m   \n",
    ],
  ])("%j", (options, text) => {
    expect(printTable(table, options)).toBe(text);
  });

  it("keeps the widths of a watch", () => {
    const first = layOutTable(table);
    const next = printTable(
      { ...table, rows: table.rows.slice(0, 1) },
      { noHeaders: true, widths: first.widths },
    );
    expect(next).toBe("a             1/1     5s\n");
  });
});

describe("aligned columns", () => {
  const text = "Long name:\ta\nConditions:\n  Type\tStatus\n";

  it("get widths of their own in each block of a description", () => {
    expect(alignColumns(text, describeTabs).text).toBe(
      "Long name:  a\nConditions:\n  Type  Status\n",
    );
  });

  it("never get narrower in a table", () => {
    expect(alignColumns(text, tableTabs).text).toBe(
      "Long name:   a\nConditions:\n  Type       Status\n",
    );
  });
});

describe("go-template", () => {
  const data = {
    data: { b: "2", "x.y": "z" },
    items: [
      { metadata: { name: "a" }, n: 1 },
      { metadata: { name: "b" }, n: 2 },
    ],
    none: null,
    secret: "aGk=",
  };

  it.each([
    ["{{.nothing}}", "<no value>"],
    ["{{.nothing.deeper}}", "<no value>"],
    ['{{index .data "b"}}{{"\\n"}}', "2\n"],
    ["{{range .items}}{{.metadata.name}} {{end}}", "a b "],
    ["{{range $i, $x := .items}}{{$i}}={{$x.metadata.name}},{{end}}", "0=a,1=b,"],
    ["{{range .none}}x{{else}}empty{{end}}", "empty"],
    ["{{range $k, $v := .data}}{{$k}}:{{$v}};{{end}}", "b:2;x.y:z;"],
    ["{{if and .data (eq (len .items) 2)}}two{{else if .none}}none{{else}}other{{end}}", "two"],
    ["{{with .data}}{{.b}}{{end}}{{with .none}}x{{else}}y{{end}}", "2y"],
    ['{{printf "%s-%03d|%-4s|%q" "a" 7 "x" "q"}}', 'a-007|x   |"q"'],
    ["{{.secret | base64decode}}", "hi"],
    ['{{exists . "data" "b"}} {{exists . "data" "c"}}', "true false"],
    ["a {{- /* no */ -}} b", "ab"],
    ["x {{- .data.b -}} y", "x2y"],
    ["{{.data}}", "map[b:2 x.y:z]"],
    ["{{(index .items 1).metadata.name}}", "b"],
    ["{{$n := 0}}{{range .items}}{{$n = .n}}{{end}}{{$n}}", "2"],
    ["{{range .items}}{{if eq .n 2}}{{break}}{{end}}{{.n}}{{end}}", "1"],
    ['{{not .none}} {{or .none "d"}}', "true d"],
  ])("%s", (template, text) => {
    expect(printGoTemplate(template, data)).toEqual({ text });
  });

  it.each([
    ["{{.items", "error parsing template {{.items, template: output:1: unclosed action"],
    ["{{if .x}}y", "error parsing template {{if .x}}y, template: output:1: unexpected EOF"],
    ["{{foo}}", 'error parsing template {{foo}}, template: output:1: function "foo" not defined'],
    ["{{end}}", "error parsing template {{end}}, template: output:1: unexpected {{end}}"],
    ["{{$x}}", 'error parsing template {{$x}}, template: output:1: undefined variable "$x"'],
    [
      "{{.items.x}}",
      'error executing template "{{.items.x}}": template: output:1:2: executing "output" at <.items.x>: can\'t evaluate field x in type []interface {}',
    ],
  ])("refuses %s", (template, error) => {
    expect(printGoTemplate(template, data)).toEqual({ error });
  });
});

describe("kyaml", () => {
  it("writes braces", () => {
    const value = {
      kind: "Pod",
      spec: { containers: [{ name: "c", args: ["a", "b"] }], no: {}, text: "x\n y\n" },
    };
    expect(writeKyaml(value)).toBe(`---
{
  kind: "Pod",
  spec: {
    containers: [{
      args: [
        "a",
        "b",
      ],
      name: "c",
    }],
    "no": {},
    text: "\\
       x\\n\\
      \\ y\\n\\
      ",
  },
}
`);
  });
});
