// LimitRange: how much one container, pod or claim may have, and what it gets when it does not say.
//
// Kubernetes: pkg/registry/core/limitrange/strategy.go, pkg/apis/core/v1/defaults.go
import type { LimitRange, LimitRangeItem } from "@/generated/kubernetes/types";
import { plainColumns, plainRow } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { validateLimitRange } from "./validation";

export const limitRange = defineKind<LimitRange>()({
  kind: "LimitRange",
  group: "",
  version: "v1",
  plural: "limitranges",
  singular: "limitrange",
  shortNames: ["limits"],
  namespaced: true,
  setDefaults({ spec }) {
    spec?.limits?.forEach(setItemDefaults);
  },
  validate: validateLimitRange,
  columns: plainColumns,
  row: plainRow,
  example: {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "limits", namespace: "default" },
    spec: { limits: [{ type: "Container", max: { cpu: "1" } }] },
  },
});

/** What is not said follows from what is: max → default → defaultRequest ← min. */
function setItemDefaults(item: Draft<LimitRangeItem>): void {
  if (item.type !== "Container") return;
  const limits = { ...item.max, ...item.default };
  const requests = { ...item.min, ...limits, ...item.defaultRequest };
  if (Object.keys(limits).length > 0) item.default = limits;
  if (Object.keys(requests).length > 0) item.defaultRequest = requests;
}
