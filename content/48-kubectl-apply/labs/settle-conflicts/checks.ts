// 한 디플로이먼트, 네 주인: graded through managedFields, and by applying once more after another manager did.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { type OwnedField, ownersOf } from "@/lib/labs/field-owners";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { listed, named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "Deployment", namespace: "default", name: "shop" } as const;
const team = "shop-team";
const applyAsTeam = `kubectl apply --server-side --field-manager=${team} -f /root/shop.yaml`;
const container = "spec.template.spec.containers[0]";
const template = ["f:spec", "f:template", "f:spec"];
const imageField = [...template, "f:containers", 'k:{"name":"web"}', "f:image"];
const sizeField = ["f:spec", "f:replicas"];
const tierField = ["f:metadata", "f:labels", "f:tier"];
const findShop = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "gone" });

export const checks = defineChecks({
  "take-the-image"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const image = { path: container, image: `nginx:${context.parameters.TAG}`, hint: "conflict" };
    const wrong = wrongImage(context, object, image);
    if (wrong !== undefined) return withConflict(context, wrong);
    const owners = ownersOf(object, imageField);
    const isKept = owners.includes("hotfix");
    return (
      wrongOwners(context, object, {
        field: imageField,
        path: `${container}.image`,
        owners: [team],
        hint: isKept ? "force" : "manager",
      }) ??
      notRolledOut(context, object, "unfinished") ??
      pass("이미지를 `shop-team`이 가져왔어요")
    );
  },

  "give-up-the-size"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster, parameters } = context;
    const size = Number(parameters.SIZE);
    const path = "spec.replicas";
    const wrong = wrongField(context, object, { path, is: size, hint: "taken" });
    if (wrong !== undefined) return wrong;
    const where = placeOf(cluster, placeIn(object, path));
    if (ownersOf(object, sizeField).includes(team)) {
      return fail({
        lookedFor: "`shop-team`이 내려놓은 `spec.replicas`",
        found: `주인은 ${listed(ownersOf(object, sizeField), "이에요/예요")}`,
        where: { ...where, fieldPath: "metadata.managedFields" },
        hint: "owned",
      });
    }
    const next = size + 2;
    const scaled = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "shop" } };
    const body = JSON.stringify({ ...scaled, spec: { replicas: next } });
    const asAutoscaler = "--server-side --force-conflicts --field-manager=autoscaler";
    typeOnFork(cluster, `echo '${body}' | kubectl apply ${asAutoscaler} -f -`);
    const { error } = typeOnFork(cluster, applyAsTeam);
    const replicas = client.get("Deployment", wanted)?.spec?.replicas;
    if (error === undefined && replicas === next) {
      return pass(
        `복제본에서 \`autoscaler\`가 ${next}개로 늘린 뒤 다시 적용해도 부딪히지 않았어요`,
      );
    }
    return fail({
      lookedFor: `\`autoscaler\`가 ${next}개로 늘린 뒤 다시 적용해도 부딪히지 않는 파일`,
      found:
        error === undefined
          ? `복제본에서 다시 적용하니 ${replicas}개로 바뀌었어요`
          : "복제본에서 파일을 다시 적용하니 거절당했어요",
      where: { ...where, ...(error === undefined ? {} : { event: error }) },
      hint: "in-file",
    });
  },

  "share-the-tier"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const path = "metadata.labels.tier";
    const owners = ownersOf(object, tierField);
    const hint = owners.includes("platform") ? "not-yours" : "stolen";
    const is = context.parameters.TIER ?? "";
    const value = { path, is, as: "tier", hint: owners.includes(team) ? "stolen" : "same-value" };
    const wrong =
      wrongField(context, object, value) ??
      wrongOwners(context, object, { field: tierField, path, owners: ["platform", team], hint });
    return wrong ?? pass("레이블을 둘이 함께 맡고 있어요");
  },
});

interface WantedOwners {
  readonly field: OwnedField;
  readonly path: string;
  readonly owners: readonly string[];
  readonly hint: string;
}

function wrongOwners(
  { cluster }: CheckContext,
  object: Resource<"Deployment">,
  { field, path, owners, hint }: WantedOwners,
): Fail | undefined {
  const found = ownersOf(object, field);
  if (found.join() === [...owners].sort().join()) return undefined;
  const place = placeOf(cluster, placeIn(object, path));
  return fail({
    lookedFor: `${named(path)}의 주인 ${listed(owners)}`,
    found: `지금 주인은 ${listed(found, "이에요/예요")}`,
    where: place,
    hint,
  });
}

/** What the server says to the file as it is. */
function withConflict({ cluster }: CheckContext, failure: Fail): Fail {
  const { error } = typeOnFork(cluster, applyAsTeam);
  if (error === undefined) return failure;
  return { ...failure, where: { ...failure.where, event: error } };
}
