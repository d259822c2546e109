// create로 만든 것을 apply로 맡기: graded by making the Service anew from the file, on a fork, and calling it.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { lastApplied, lastAppliedAnnotation } from "@/lib/labs/last-applied";
import { placeOf } from "@/lib/labs/learner-files";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "Service", namespace: "default", name: "front" } as const;
const file = "/root/front.yaml";
const findService = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "create" });

export const checks = defineChecks({
  "record-the-config"(context) {
    const found = findService(context);
    if ("failure" in found) return found.failure;
    if (lastApplied(found.object) !== undefined) return pass();
    // `apply` refuses the file of the start, and says why.
    const { error } = typeOnFork(context.cluster, `kubectl apply -f ${file}`);
    return fail({
      lookedFor: `어노테이션 \`${lastAppliedAnnotation}\``,
      found: "아직 없어요. apply로 관리하지 않는 오브젝트예요",
      where: {
        ...placeIn(found.object, "metadata.annotations"),
        file,
        ...(error === undefined ? {} : { event: error }),
      },
      hint: "annotation",
    });
  },

  "lose-nothing"(context) {
    const found = findService(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client } = context;
    const app = client.get("Deployment", { namespace: "default", name: "front" });
    const born = object.metadata.creationTimestamp ?? "";
    if (app !== undefined && born >= (app.metadata.creationTimestamp ?? "")) {
      return fail({
        lookedFor: "처음에 create로 만든 바로 그 서비스",
        found: "지웠다가 다시 만든 서비스예요. 그동안 손님이 끊겼어요",
        where: placeIn(object, "metadata.creationTimestamp"),
        hint: "uid",
      });
    }
    const wrong = unlike(context, object, "lost");
    if (wrong !== undefined) return wrong;
    if (lastApplied(object) !== undefined) return pass();
    return fail({
      lookedFor: "apply로 맡은 서비스",
      found: "아직 맡기 전이에요",
      where: wanted,
      hint: "lost",
    });
  },

  "tell-all-in-the-file"(context) {
    const { cluster, client } = context;
    typeOnFork(cluster, "kubectl delete service front");
    const { error } = typeOnFork(cluster, `kubectl apply -f ${file}`);
    const made = client.get("Service", wanted);
    if (made === undefined) {
      return fail({
        lookedFor: `\`${file}\`로 다시 만든 서비스 \`front\``,
        found: "복제본에서 서비스를 지우고 이 파일로 만들어 보니 만들어지지 않아요",
        where: {
          file,
          ...(error === undefined ? {} : { event: error }),
        },
        hint: "creatable",
      });
    }
    cluster.settle();
    const wrong = unlike(context, made, "missing");
    if (wrong !== undefined) {
      return { ...wrong, found: `복제본에서 이 파일로 다시 만들어 보니 ${wrong.found}` };
    }
    const address = `http://${made.spec?.clusterIP}:${context.parameters.PORT}/`;
    const call = typeOnFork(cluster, `curl -sS --max-time 5 ${address}`);
    if (call.output.includes("Welcome to nginx")) {
      return pass("복제본에서 서비스를 지우고 이 파일로 다시 만들어도 손님을 잘 맞았어요");
    }
    return fail({
      lookedFor: `다시 만든 서비스의 ${context.parameters.PORT}번 포트에서 오는 답`,
      found: "복제본에서 이 파일로 다시 만들어 불러 보니 답이 없어요",
      where: {
        ...placeOf(cluster, { ...wanted, fieldPath: "spec.ports[0].targetPort" }),
        ...(call.error === undefined ? {} : { event: call.error }),
      },
      hint: "target",
    });
  },
});

/** What the live Service has that its file of the start does not know. */
function unlike(
  context: CheckContext,
  service: Resource<"Service">,
  hint: string,
): Fail | undefined {
  const { PORT, TEAM } = context.parameters;
  const field = (path: string, is: string | number | undefined, as?: string) =>
    wrongField(context, service, { path, is, hint, ...(as === undefined ? {} : { as }) });
  return (
    field("spec.ports[0].port", Number(PORT)) ??
    field("spec.ports[0].name", "http") ??
    field("spec.ports[1].port", undefined) ??
    field("spec.sessionAffinity", "ClientIP") ??
    field("metadata.labels[team]", TEAM ?? "", "team")
  );
}
