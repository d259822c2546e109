// 우리 팀의 방 차리기: graded by calling the app in its new place, and by a command without a namespace.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { named } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const roomOf = ({ parameters }: CheckContext): string => parameters.TEAM ?? "";
const kubeconfig = "/root/.kube/config";
const probe = "naru-check";

export const checks = defineChecks({
  "make-the-room"(context) {
    const found = findObject(context, { kind: "Namespace", name: roomOf(context), hint: "create" });
    if ("failure" in found) return found.failure;
    const is = context.parameters.OWNER ?? "";
    const owner = { path: "metadata.labels.owner", is, as: "owner", hint: "label" };
    return wrongField(context, found.object, owner) ?? pass();
  },

  "move-in"(context) {
    const namespace = roomOf(context);
    const { client, cluster } = context;
    const deployment = findObject(context, {
      kind: "Deployment",
      namespace,
      name: "board",
      hint: "move",
    });
    if ("failure" in deployment) return deployment.failure;
    const service = findObject(context, {
      kind: "Service",
      namespace,
      name: "board",
      hint: "service",
    });
    if ("failure" in service) return service.failure;
    cluster.settle();
    const moved = client.get("Deployment", { namespace, name: "board" }) ?? deployment.object;
    const image = { path: "spec.template.spec.containers[0]", image: "nginx:1.27" };
    const wrong =
      wrongField(context, moved, { path: "spec.replicas", is: 2, hint: "as-it-was" }) ??
      wrongImage(context, moved, { ...image, hint: "as-it-was" }) ??
      notRolledOut(context, moved, "move");
    if (wrong !== undefined) return wrong;
    const address = `http://${service.object.spec?.clusterIP}:80/`;
    const call = typeOnFork(cluster, `curl -sS --max-time 5 ${address}`);
    if (!call.output.includes("Welcome to nginx")) {
      return fail({
        lookedFor: `\`${namespace}\`의 서비스 \`board\`의 80번 포트에서 오는 답`,
        found: "복제본에서 불러 보니 답이 없어요",
        where: {
          ...placeOf(cluster, placeIn(service.object, "spec.ports")),
          event: call.error ?? "",
        },
        hint: "as-it-was",
      });
    }
    for (const kind of ["Deployment", "Service"] as const) {
      const left = client.get(kind, { namespace: "default", name: "board" });
      if (left === undefined || left.metadata.deletionTimestamp !== undefined) continue;
      return fail({
        lookedFor: `\`default\`에 남아 있지 않은 ${kind} \`board\``,
        found: `\`${namespace}\`에도 있지만, \`default\`에도 아직 있어요`,
        where: { kind, namespace: "default", name: "board", fieldPath: "metadata.namespace" },
        hint: "left-behind",
      });
    }
    return pass(`복제본에서 \`${namespace}\`의 서비스를 불러 보니 손님을 잘 맞았어요`);
  },

  "stay-in-the-room"(context) {
    const namespace = roomOf(context);
    const { client, cluster } = context;
    const { error } = typeOnFork(cluster, `kubectl create configmap ${probe}`);
    const made = client.list("ConfigMap").find(({ metadata }) => metadata.name === probe);
    if (made?.metadata.namespace === namespace) {
      return pass(`복제본에서 네임스페이스 없이 만든 컨피그맵이 \`${namespace}\`에 생겼어요`);
    }
    const contexts = typeOnFork(cluster, "kubectl config get-contexts --no-headers").output;
    const isElsewhere = contexts
      .split("\n")
      .some((line) => !line.startsWith("*") && line.trim().endsWith(` ${namespace}`));
    return fail({
      lookedFor: `네임스페이스를 적지 않은 명령이 향하는 \`${namespace}\``,
      found:
        made === undefined
          ? "복제본에서 네임스페이스 없이 컨피그맵을 만들려 하니 거절당했어요"
          : `복제본에서 네임스페이스 없이 만든 컨피그맵이 ${named(made.metadata.namespace ?? "")}에 생겼어요`,
      where: {
        file: kubeconfig,
        fieldPath: "contexts[0].context.namespace",
        ...(error === undefined ? {} : { event: error }),
      },
      hint: hintOf({ isElsewhere, isRefused: made === undefined }),
    });
  },
});

function hintOf(seen: { readonly isElsewhere: boolean; readonly isRefused: boolean }): string {
  if (seen.isRefused) return "spelling";
  return seen.isElsewhere ? "current" : "context";
}
