import type { LimitRange, Namespace, ResourceQuota } from "@/generated/kubernetes/types";
import { compareText } from "@/lib/sim/meta/go-text";
import { listObjects } from "../client";
import { asError } from "../command-error";
import { knownKind } from "../create/generator";
import type { ResourceKind } from "../discovery";
import { type DescribeContext, defineDescriber } from "./describer";
import { writeLimits } from "./limitrange";
import { sortedKeys, writeAnnotations, writeLabels } from "./maps";
import { scopeHelp } from "./resourcequota";
import { rfc1123 } from "./times";
import type { DescriptionWriter } from "./writer";

const quotaKind = knownKind("v1", "ResourceQuota", "resourcequotas");
const rangeKind = knownKind("v1", "LimitRange", "limitranges");

export const namespaceDescriber = defineDescriber<Namespace>(
  "",
  "Namespace",
  (w, namespace, context) => {
    const { metadata, status } = namespace;
    const name = metadata?.name ?? "";
    w.write(0, `Name:\t${name}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `Status:\t${status?.phase ?? ""}\n`);
    const conditions = status?.conditions ?? [];
    if (conditions.length > 0) {
      w.write(0, "Conditions:\n");
      w.write(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n");
      w.write(1, "----\t------\t------------------\t------\t-------\n");
    }
    for (const {
      type,
      status: value,
      lastTransitionTime,
      reason = "",
      message = "",
    } of conditions) {
      w.write(1, `${type}\t${value}\t${rfc1123(lastTransitionTime)}\t${reason}\t${message}\n`);
    }
    const quotas = list<ResourceQuota>(context, quotaKind, name);
    if (quotas !== undefined) {
      w.write(0, "\n");
      writeQuotas(w, quotas);
    }
    const ranges = list<LimitRange>(context, rangeKind, name);
    if (ranges === undefined) return;
    w.write(0, "\n");
    writeRanges(w, ranges);
  },
);

function list<Resource>(
  { session }: DescribeContext,
  kind: ResourceKind,
  namespace: string,
): readonly Resource[] | undefined {
  try {
    return listObjects(session.cluster.client, { kind, namespace })
      .items as unknown as readonly Resource[];
  } catch (thrown) {
    asError(thrown);
    return undefined;
  }
}

function writeQuotas(w: DescriptionWriter, quotas: readonly ResourceQuota[]): void {
  if (quotas.length === 0) {
    w.write(0, "No resource quota.\n");
    return;
  }
  w.write(0, "Resource Quotas\n");
  for (const { metadata, spec, status } of quotas) {
    w.write(1, `Name:\t${metadata?.name ?? ""}\n`);
    const scopes = [...(spec?.scopes ?? [])].sort(compareText);
    if (scopes.length > 0) w.write(1, `Scopes:\t${scopes.join(", ")}\n`);
    for (const scope of scopes) {
      const help = scopeHelp(scope);
      if (help !== "") w.write(1, `* ${help}\n`);
    }
    w.write(1, "Resource\tUsed\tHard\n");
    w.write(1, "--------\t---\t---\n");
    for (const name of sortedKeys(status?.hard)) {
      w.write(1, `${name}\t${status?.used?.[name] ?? "0"}\t${status?.hard?.[name] ?? "0"}\n`);
    }
  }
}

function writeRanges(w: DescriptionWriter, ranges: readonly LimitRange[]): void {
  if (ranges.length === 0) {
    w.write(0, "No LimitRange resource.\n");
    return;
  }
  w.write(
    0,
    "Resource Limits\n Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n",
  );
  w.write(
    0,
    " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n",
  );
  for (const range of ranges) writeLimits(w, range, " ");
}
