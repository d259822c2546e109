// Kinds that another server serves, behind an APIService. That server is no program here: its kinds are made
// up by ours, and are to be had exactly when upstream's proxy would find it.
//
// Kubernetes: staging/src/k8s.io/kube-aggregator/pkg/apiserver/{handler_proxy,handler_discovery}.go
//
// Differs: groups other than metrics.k8s.io are not proxied; an APIService of theirs serves nothing.
import type { APIService } from "@/generated/kubernetes/types";
import type { Etcd } from "../etcd/store";
import type { KindDefinition } from "../kinds/define-kind";
import { findCondition } from "../meta/object";
import type { ApiResponse } from "./request";

const root = "/registry/apiregistration.k8s.io/apiservices/";

const apiServiceOf = (etcd: Etcd, { group, version }: KindDefinition): APIService | undefined =>
  etcd.get(`${root}${version}.${group}`)?.value as APIService | undefined;

export const isInstalled = (etcd: Etcd, kind: KindDefinition): boolean =>
  apiServiceOf(etcd, kind) !== undefined;

/** Whether somebody would answer; kinds of our own always are. */
export function isAvailable(etcd: Etcd, kind: KindDefinition): boolean {
  if (kind.isAggregated !== true) return true;
  const { status } = apiServiceOf(etcd, kind) ?? {};
  return findCondition(status?.conditions, "Available")?.status === "True";
}

/** What the proxy says of a server it cannot reach: no Status, clients make one of it. */
export const unavailableAnswer: ApiResponse = {
  code: 503,
  headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  warnings: [],
  body: "service unavailable\n",
};
