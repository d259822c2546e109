import { beforeEach, describe, expect, it } from "vitest";
import { Cluster } from "@/lib/sim";
import { placeOf, refusalOf } from "./learner-files";

const base = Cluster.create({ preset: "base-cluster", seed: 1 });
let cluster: Cluster;
beforeEach(() => {
  cluster = base.fork();
});

const write = (path: string, text: string): void => cluster.files("controlplane").write(path, text);

const two = `# 두 오브젝트
apiVersion: v1
kind: Service
metadata: {name: web}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: nginx
          image: nginx:1.27
`;

describe("the line of the learner's file that says what the cluster has", () => {
  const lineAt = (fieldPath: string, kind = "Deployment") =>
    placeOf(cluster, { kind, namespace: "default", name: "web", fieldPath }).line;

  it.each([
    ["spec.replicas", 13],
    ["spec.template.spec.containers[0].image", 18],
    ["metadata.labels[app]", 11],
    ["metadata.name", 9],
    ["spec.strategy.type", 12],
    ["status.readyReplicas", 1],
  ])("%s: line %i", (path, line) => {
    write("/root/web.yaml", two);
    expect(lineAt(path)).toBe(line);
  });

  it("is in the document of that kind and name, also one folder below", () => {
    cluster.files("controlplane").makeDirectory("/root/app");
    write("/root/app/all.yml", two);
    expect(lineAt("metadata.name", "Service")).toBe(4);
    expect(lineAt("spec.replicas")).toBe(13);
  });

  it("is left out when no file has the object, and bad files do no harm", () => {
    write("/root/bad.yaml", "kind: Deployment\nmetadata:\n\tname: web\n");
    write("/root/bomb.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\n");
    write("/root/scalar.yaml", "just text");
    expect(lineAt("spec.replicas")).toBeUndefined();
  });
});

describe("what kubectl says to a file it refuses", () => {
  it("has the line of a character that is no YAML", () => {
    write("/root/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: web\n");
    expect(refusalOf(cluster, "/root/pod.yaml")).toMatchObject({
      line: 4,
      message: expect.stringContaining("found character that cannot start any token"),
    });
  });

  it("has the line of a field that does not exist", () => {
    write(
      "/root/pod.yaml",
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  lables: {app: web}\nspec:\n  containers: [{name: a, image: nginx}]\n",
    );
    expect(refusalOf(cluster, "/root/pod.yaml")).toMatchObject({
      line: 5,
      message: expect.stringContaining('unknown field "metadata.lables"'),
    });
  });

  it("is nothing for a file that would do", () => {
    write(
      "/root/pod.yaml",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: a, image: nginx}]\n",
    );
    expect(refusalOf(cluster, "/root/pod.yaml")).toBeUndefined();
  });
});
