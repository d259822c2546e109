import { describe, expect, it } from "vitest";
import { mutantsOf } from "./mutants";

const changes = (text: string) => mutantsOf({ name: "solution", text }).map(({ change }) => change);

const manifest = `cat > pod.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: nginx
      image: nginx:1.27
      ports:
        - containerPort: 80
YAML
kubectl apply -f pod.yaml
kubectl wait --for=condition=Ready pod/web`;

describe("mutants of a manifest", () => {
  it("drops and changes each field, moves the object, and leaves its type alone", () => {
    expect(changes(manifest)).toEqual([
      "Pod/web in another namespace",
      "Pod/web: metadata.name dropped",
      "Pod/web: metadata.name web → webx",
      "Pod/web: metadata.labels.app dropped",
      "Pod/web: metadata.labels.app web → webx",
      "Pod/web: metadata.labels.app as appx",
      "Pod/web: spec.containers.0.name dropped",
      "Pod/web: spec.containers.0.name nginx → nginxx",
      "Pod/web: spec.containers.0.image dropped",
      "Pod/web: spec.containers.0.image nginx:1.27 → busybox:1.36",
      "Pod/web: spec.containers.0.ports.0.containerPort dropped",
      "Pod/web: spec.containers.0.ports.0.containerPort 80 → 81",
      "Pod/web: spec.containers.0.ports.0.containerPort 80 → 79",
      "without `kubectl apply -f pod.yaml`",
    ]);
  });

  it("changes nothing else", () => {
    const [moved] = mutantsOf({ name: "solution", text: manifest });
    expect(moved?.text).toContain("namespace: kube-public");
    expect(moved?.text).toContain("containerPort: 80");
    expect(moved?.text).toMatch(/^YAML\nkubectl apply/m);
  });

  it("leaves out each object of several", () => {
    const two =
      "kubectl apply -f - <<EOF\nkind: A\nmetadata: {name: a}\n---\nkind: B\nmetadata: {name: b}\nEOF";
    expect(changes(two)).toEqual(expect.arrayContaining(["A/a missing", "B/b missing"]));
  });
});

describe("mutants of a command", () => {
  it("leaves it or an option out, is off by one, in image, in namespace and in a label", () => {
    const command = "kubectl create deployment web -n shop --image=nginx:1.27 --replicas=3";
    expect(changes(command)).toEqual([
      `without \`${command.slice(0, 57)}...\``,
      `--image=nginx:1.27 → nothing in \`${command.slice(0, 57)}...\``,
      `--replicas=3 → nothing in \`${command.slice(0, 57)}...\``,
      `nginx:1.27 → busybox:1.36 in \`${command.slice(0, 57)}...\``,
      `shop → kube-public in \`${command.slice(0, 57)}...\``,
      `3 → 4 in \`${command.slice(0, 57)}...\``,
      `3 → 2 in \`${command.slice(0, 57)}...\``,
      expect.stringContaining("nginx → nginxx"),
    ]);
  });

  it("does not count waiting and looking", () => {
    expect(changes("kubectl get pods\nkubectl rollout status deploy/web\nsleep 5\n# fine")).toEqual(
      [],
    );
  });

  it("counts looking whose answer is kept", () => {
    expect(changes("kubectl get pods -o name > names.txt")).toHaveLength(1);
  });
});
