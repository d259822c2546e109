import { expect, it } from "vitest";
import { typedScript } from "./typed-script";

const where = { terminal: "main", machine: "controlplane", parameters: { TIER: "edge" } };
const input = (text: string) => ({ kind: "input", terminal: "main", text });

it("types commands one by one, saves files in the editor, and waits in silence", () => {
  const script = `# fails: label
cat > pod.yaml <<'YAML'
kind: Pod
tier: \${TIER}
YAML
kubectl apply -f /root/pod.yaml
sleep 5
kubectl get pods \\
  -o wide
`;
  expect(typedScript(script, where)).toEqual([
    {
      kind: "save-file",
      machine: "controlplane",
      path: "/root/pod.yaml",
      text: "kind: Pod\ntier: edge\n",
    },
    input("kubectl apply -f /root/pod.yaml\n"),
    input("kubectl get pods \\\n  -o wide\n"),
  ]);
});

it("keeps together what the shell reads as one", () => {
  const document = "cat <<E | kubectl apply -f -\nkind: Pod\nE\n";
  const loop = "for i in 1 2; do\n  kubectl run p$i --image=nginx\ndone\n";
  expect(typedScript(document + loop, where)).toEqual([input(document), input(loop)]);
});
