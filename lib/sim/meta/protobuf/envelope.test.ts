// Bodies as kubectl 1.36.4 sent them.
import { describe, expect, it } from "vitest";
import { decodeProtobuf } from "./envelope";

const recorded = {
  "create deployment web --image=nginx:1.27 --replicas=0 --port=80":
    "azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50Er0BCh8KA3dlYhIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEosBCAASDAoKCgNhcHASA3dlYhpxChwKABIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViElESMwoFbmdpbngSCm5naW54OjEuMjcqADIKCgAQABhQIgAqAEIAagByAIABAIgBAJABAKIBABoAMgBCAEoAUgBYAGAAaACCAQCKAQCaAQDCAQAiAgoAKAA4ABoMCAAQABgAIAAoADgAGgAiAA==",
  "create quota q --hard=cpu=1500m,pods=3":
    "azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRI0ChEKAXESABoAIgAqADIAOABCABIdCg4KA2NwdRIHCgUxNTAwbQoLCgRwb2RzEgMKATMaABoAIgA=",
  "create token default --duration=1h":
    "azhzAAooChhhdXRoZW50aWNhdGlvbi5rOHMuaW8vdjESDFRva2VuUmVxdWVzdBIdChAKABIAGgAiACoAMgA4AEIAEgMgkBwaBAoAEgAaACIA",
  "create pdb b --min-available=50% --selector=a=b":
    "azhzAAogCglwb2xpY3kvdjESE1BvZERpc3J1cHRpb25CdWRnZXQSNgoRCgFiEgAaACIAKgAyADgAQgASFQoJCAEQABoDNTAlEggKBgoBYRIBYhoKCAAYACAAKAAwABoAIgA=",
  "create secret generic s --from-literal=p=q":
    "azhzAAoMCgJ2MRIGU2VjcmV0Eh0KEQoBcxIAGgAiACoAMgA4AEIAEgYKAXASAXEaABoAIgA=",
  "auth can-i create pods":
    "azhzAAoyChdhdXRob3JpemF0aW9uLms4cy5pby92MRIXU2VsZlN1YmplY3RBY2Nlc3NSZXZpZXcSPwoQCgASABoAIgAqADIAOABCABIhCh8KB2RlZmF1bHQSBmNyZWF0ZRoAIgAqBHBvZHMyADoAGggIABIAGgAgABoAIgA=",
  "create service nodeport np --tcp=80:8080":
    "azhzAAoNCgJ2MRIHU2VydmljZRJlCh0KAm5wEgAaACIAKgAyADgAQgBaCQoDYXBwEgJucBJAChsKBzgwLTgwODASA1RDUBhQIgcIABCQPxoAKAASCQoDYXBwEgJucBoAIghOb2RlUG9ydDoAQgBSAFoAYABoABoCCgAaACIA",
  "create ingress i --rule='a.b/*=svc:80'":
    "azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJAChEKAWkSABoAIgAqADIAOABCABInGiUKA2EuYhIeChwKGgoBLxINIgsKA3N2YxIECgAQUBoGUHJlZml4GgIKABoAIgA=",
} as const;

const decoded = (command: keyof typeof recorded): unknown => {
  const result = decodeProtobuf(Buffer.from(recorded[command], "base64"));
  return "error" in result ? result.error : result.value;
};

describe("what kubectl sends in protobuf", () => {
  it("keeps zero in a pointer and drops Go's other zeros", () => {
    expect(decoded("create deployment web --image=nginx:1.27 --replicas=0 --port=80")).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", labels: { app: "web" }, creationTimestamp: null },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" }, creationTimestamp: null },
          spec: {
            containers: [
              { name: "nginx", image: "nginx:1.27", ports: [{ containerPort: 80 }], resources: {} },
            ],
          },
        },
        strategy: {},
      },
      status: {},
    });
  });

  it("reads quantities, bytes, numbers or text, and messages that JSON does not show", () => {
    expect(decoded("create quota q --hard=cpu=1500m,pods=3")).toMatchObject({
      spec: { hard: { cpu: "1500m", pods: "3" } },
    });
    expect(decoded("create secret generic s --from-literal=p=q")).toMatchObject({
      data: { p: "cQ==" },
    });
    expect(decoded("create pdb b --min-available=50% --selector=a=b")).toMatchObject({
      spec: { minAvailable: "50%", selector: { matchLabels: { a: "b" } } },
    });
    expect(decoded("create service nodeport np --tcp=80:8080")).toMatchObject({
      spec: { ports: [{ name: "80-8080", protocol: "TCP", port: 80, targetPort: 8080 }] },
    });
    expect(decoded("create ingress i --rule='a.b/*=svc:80'")).toMatchObject({
      spec: { rules: [{ host: "a.b", http: { paths: [{ path: "/", pathType: "Prefix" }] } }] },
    });
  });

  it("reads questions that are not stored", () => {
    expect(decoded("create token default --duration=1h")).toMatchObject({
      kind: "TokenRequest",
      spec: { expirationSeconds: 3600 },
    });
    expect(decoded("auth can-i create pods")).toMatchObject({
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { verb: "create", resource: "pods", namespace: "default" } },
    });
  });
});

describe("what is not protobuf", () => {
  const whole = Buffer.from(recorded["create secret generic s --from-literal=p=q"], "base64");

  it.each([
    ["JSON", Buffer.from("{}"), /does not appear to be a protobuf message/],
    ["a body that ends too soon", whole.subarray(0, whole.length - 12), /unexpected EOF/],
    [
      "an unknown kind",
      Buffer.from("azhzAAoICgJ2MRICTm8=", "base64"),
      /no kind "No" is registered/,
    ],
    ["a length beyond the end", Buffer.from([0x6b, 0x38, 0x73, 0, 0x0a, 0xff, 0xff, 3]), /EOF/],
    ["an endless number", Buffer.from([0x6b, 0x38, 0x73, 0, ...Array(12).fill(0xff)]), /overflow/],
  ])("refuses %s", (_name, bytes, message) => {
    expect(decodeProtobuf(bytes)).toEqual({ error: expect.stringMatching(message) });
  });
});
