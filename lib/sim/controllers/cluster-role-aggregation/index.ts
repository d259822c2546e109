// A ClusterRole with an `aggregationRule` has the rules of all roles that the rule's selectors match.
//
// Kubernetes: pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go
import type { ClusterRole, PolicyRule } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";
import { deepEqual } from "../../meta/object";
import { matchesLabelSelector } from "../../meta/selector";
import { type ControllerContext, defineController } from "../define-controller";

/** The key that stands for every role that aggregates. */
const everyRole = "*";

export const clusterRoleAggregationController = defineController({
  name: "clusterrole-aggregation-controller",
  watches: [{ kind: "ClusterRole", keys: () => [everyRole] }],
  resync: () => [everyRole],
  reconcile(_key, context) {
    const roles = context.client.list("ClusterRole");
    for (const role of roles) {
      if (role.aggregationRule !== undefined) aggregate(role, roles, context);
    }
  },
});

function aggregate(
  role: ClusterRole,
  roles: readonly ClusterRole[],
  { client }: ControllerContext,
): void {
  const rules: PolicyRule[] = [];
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const matching = roles
      .filter(
        ({ metadata }) =>
          metadata.name !== role.metadata.name && matchesLabelSelector(selector, metadata.labels),
      )
      .sort((a, b) => compareText(a.metadata.name, b.metadata.name));
    for (const rule of matching.flatMap((each) => each.rules ?? [])) {
      if (!rules.some((known) => deepEqual(known, rule))) rules.push(rule);
    }
  }
  if (deepEqual(rules, role.rules ?? [])) return;
  const { rules: _, ...rest } = role;
  client.update("ClusterRole", { ...rest, ...(rules.length > 0 ? { rules } : {}) } as ClusterRole);
}
