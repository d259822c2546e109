// The admission plugins that are on by default, in upstream's order.
//
// Kubernetes: pkg/kubeapiserver/options/plugins.go (AllOrderedPlugins)
import type { AdmissionPlugin } from "../server-context";
import { certificateSubject } from "./certificate-subject";
import { defaultIngressClass } from "./default-ingress-class";
import { defaultStorageClass } from "./default-storage-class";
import { defaultTolerationSeconds } from "./default-toleration-seconds";
import { limitRanger } from "./limit-ranger";
import { namespaceLifecycle } from "./namespace-lifecycle";
import { podSecurity } from "./pod-security";
import { priority } from "./priority";
import { rbacEscalation } from "./rbac-escalation";
import { resourceQuotaPlugin } from "./resource-quota";
import { runtimeClassPlugin } from "./runtime-class";
import { serviceAccountPlugin } from "./service-account";
import { serviceAllocation } from "./service-allocation";
import { storageObjectInUseProtection } from "./storage-object-in-use-protection";
import { taintNodesByCondition } from "./taint-nodes-by-condition";

export const admissionPlugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccountPlugin,
  taintNodesByCondition,
  podSecurity,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  runtimeClassPlugin,
  certificateSubject,
  defaultIngressClass,
  serviceAllocation,
  rbacEscalation,
  resourceQuotaPlugin,
];
