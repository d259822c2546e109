// 도는 파드를 레이블로 골라내기: labels alone decide where a Service sends, and what a query finds.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { listed, named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { wrongField } from "@/lib/labs/wrong-field";

const namespace = "market";
const prodWebs = ["web-1", "web-2", "web-3"];
const ownerless = ["api-1", "web-2"];
const answerFile = "/root/no-owner.txt";
const service = { kind: "Service", namespace, name: "web" } as const;

export const checks = defineChecks({
  "correct-the-label"(context) {
    const found = findObject(context, {
      kind: "Pod",
      namespace,
      name: "web-lab",
      wasThere: true,
      hint: "restarted",
    });
    if ("failure" in found) return found.failure;
    const field = { path: "metadata.labels[env]", is: "test", as: "env", hint: "overwrite" };
    return wrongField(context, found.object, field) ?? remade(context, ["web-lab"]) ?? pass();
  },

  "route-to-prod"(context) {
    const found = findObject(context, { ...service, wasThere: true, hint: "selector" });
    if ("failure" in found) return found.failure;
    const { client, parameters } = context;
    const selector = found.object.spec?.selector ?? {};
    const isUntouched = selector.app === "web" && selector.track === parameters.TRACK;
    if (!isUntouched || Object.keys(selector).length !== 2) {
      return fail({
        lookedFor: `처음 그대로인 셀렉터 \`app=web,track=${parameters.TRACK}\``,
        found: "서비스의 셀렉터가 바뀌었어요. 서비스 말고 파드의 레이블을 고쳐 주세요",
        where: { ...service, fieldPath: "spec.selector" },
        hint: "selector",
      });
    }
    context.cluster.settle();
    const behind = client
      .list("EndpointSlice", { namespace, labelSelector: "kubernetes.io/service-name=web" })
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap(({ targetRef }) => targetRef?.name ?? [])
      .sort();
    const strangers = behind.filter((name) => !prodWebs.includes(name));
    const missing = prodWebs.filter((name) => !behind.includes(name));
    if (strangers.length + missing.length === 0) return remade(context, prodWebs) ?? pass();
    const [odd = missing[0] ?? ""] = strangers;
    return fail({
      lookedFor: `서비스 뒤에 있는 파드 ${listed(prodWebs)}`,
      found:
        strangers.length > 0
          ? `${listed(strangers)}에게도 보내고 있어요`
          : `${listed(behind)}뿐이에요. ${listed(missing)}에게는 보내지 않아요`,
      where: { kind: "Pod", namespace, name: odd, fieldPath: "metadata.labels[track]" },
      hint: strangers.length > 0 ? "remove" : behind.length > 0 ? "only-some" : "selector",
    });
  },

  "list-the-ownerless"({ cluster }) {
    const files = cluster.files("controlplane");
    const lookedFor = `${named(answerFile)}에 적힌 파드 이름 ${ownerless.length}개`;
    if (!files.exists(answerFile)) {
      return fail({
        lookedFor,
        found: "파일이 아직 없어요",
        where: { file: answerFile },
        hint: "file",
      });
    }
    const lines = files.read(answerFile).split("\n");
    const names = lines.map((line) => line.trim().replace(/^pods?\//, ""));
    const strange = names.findIndex((name) => name !== "" && !ownerless.includes(name));
    if (strange >= 0) {
      return fail({
        lookedFor,
        found: `${named(names[strange] ?? "", "은/는")} 찾던 파드의 이름이 아니에요`,
        where: { file: answerFile, line: strange + 1 },
        hint: "query",
      });
    }
    const missing = ownerless.filter((name) => !names.includes(name));
    if (missing.length === 0) return pass();
    // Which one is missing is the answer itself.
    return fail({
      lookedFor,
      found: `${ownerless.length - missing.length}개만 적혀 있어요`,
      where: { file: answerFile },
      hint: "query",
    });
  },
});

/** A pod younger than the Service was made again; those of the start are a minute older. */
function remade({ client }: CheckContext, names: readonly string[]): Fail | undefined {
  const born = client.get("Service", service)?.metadata.creationTimestamp ?? "";
  const pods = names.map((name) => client.get("Pod", { namespace, name }));
  const young = pods.find(
    (pod) => pod !== undefined && (pod.metadata.creationTimestamp ?? "") >= born,
  );
  if (young === undefined) return undefined;
  const { name } = young.metadata;
  return fail({
    lookedFor: `처음부터 돌던 파드 ${named(name)}`,
    found: "지웠다가 다시 만든 파드예요. 그동안 손님이 끊겼어요",
    where: { kind: "Pod", namespace, name, fieldPath: "metadata.creationTimestamp" },
    hint: "restarted",
  });
}
