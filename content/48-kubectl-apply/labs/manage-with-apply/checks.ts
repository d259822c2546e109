// create로 만든 것을 apply로 맡기: the annotation is there, the live port won, the object is the same.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/look";
import { fail, pass, type Verdict } from "@/lib/labs/verdict";

const where = { kind: "Service", namespace: "default", name: "front" } as const;
const annotation = "kubectl.kubernetes.io/last-applied-configuration";
const livePort = 8080;
const findService = ({ client }: CheckContext) => findObject(client, { ...where, hint: "create" });

interface Applied {
  readonly spec?: { readonly ports?: readonly { readonly port?: number }[] };
}

function appliedPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return (JSON.parse(text) as Applied).spec?.ports?.[0]?.port;
}

export const checks = defineChecks({
  "record-the-config"(context) {
    const found = findService(context);
    if ("failure" in found) return found.failure;
    if (found.object.metadata.annotations?.[annotation] !== undefined) return pass();
    return fail({
      lookedFor: "마지막으로 적용한 구성 주석",
      found: "주석이 없어요. 아직 apply로 관리하지 않아요",
      where: { ...where, fieldPath: `metadata.annotations["${annotation}"]` },
      hint: "annotation",
    });
  },

  "keep-the-port"(context): Verdict {
    const found = findService(context);
    if ("failure" in found) return found.failure;
    const port = found.object.spec?.ports?.[0]?.port;
    if (port !== livePort) {
      return fail({
        lookedFor: `라이브 객체의 포트 ${livePort}`,
        found: `포트가 ${port}으로 돌아갔어요`,
        where: { ...where, fieldPath: "spec.ports[0].port", file: "/root/front.yaml" },
        hint: "port",
      });
    }
    const applied = found.object.metadata.annotations?.[annotation];
    if (applied === undefined) return { status: "blocked", blockedBy: "record-the-config" };
    if (appliedPort(applied) === livePort) return pass();
    return fail({
      lookedFor: `적용한 구성의 포트 ${livePort}`,
      found: `적용한 구성에는 ${appliedPort(applied)}이 적혀 있어요`,
      where: { ...where, file: "/root/front.yaml" },
      hint: "file",
    });
  },

  "same-service"(context): Verdict {
    const found = findService(context);
    if ("failure" in found) return found.failure;
    const { annotations, managedFields = [] } = found.object.metadata;
    if (annotations?.[annotation] === undefined)
      return { status: "blocked", blockedBy: "record-the-config" };
    // What `create` once set is still written in the bookkeeping of the same object.
    if (managedFields.some(({ manager }) => manager === "kubectl-create")) return pass();
    return fail({
      lookedFor: "처음에 create로 만든 바로 그 서비스",
      found: "지웠다가 다시 만든 서비스예요",
      where: { ...where, fieldPath: "metadata.uid" },
      hint: "uid",
    });
  },
});
