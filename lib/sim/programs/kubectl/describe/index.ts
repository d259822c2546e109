// The kinds that are described in a way of their own. Adding one is a file in this folder and a line here;
// all others are described field by field (`generic.ts`).
import { certificateSigningRequestDescriber } from "./certificatesigningrequest";
import { configMapDescriber } from "./configmap";
import { cronJobDescriber } from "./cronjob";
import { daemonSetDescriber } from "./daemonset";
import { deploymentDescriber } from "./deployment";
import type { Describer } from "./describer";
import { endpointsDescriber } from "./endpoints";
import { endpointSliceDescriber } from "./endpointslice";
import { horizontalPodAutoscalerDescriber } from "./horizontalpodautoscaler";
import { ingressDescriber } from "./ingress";
import { ingressClassDescriber } from "./ingressclass";
import { jobDescriber } from "./job";
import { limitRangeDescriber } from "./limitrange";
import { namespaceDescriber } from "./namespace";
import { networkPolicyDescriber } from "./networkpolicy";
import { nodeDescriber } from "./node";
import { persistentVolumeDescriber } from "./persistentvolume";
import { persistentVolumeClaimDescriber } from "./persistentvolumeclaim";
import { podDescriber } from "./pod";
import { podDisruptionBudgetDescriber } from "./poddisruptionbudget";
import { priorityClassDescriber } from "./priorityclass";
import { replicaSetDescriber } from "./replicaset";
import { replicationControllerDescriber } from "./replicationcontroller";
import { resourceQuotaDescriber } from "./resourcequota";
import { clusterRoleDescriber, roleDescriber } from "./role";
import { clusterRoleBindingDescriber, roleBindingDescriber } from "./rolebinding";
import { secretDescriber } from "./secret";
import { serviceDescriber } from "./service";
import { serviceAccountDescriber } from "./serviceaccount";
import { statefulSetDescriber } from "./statefulset";
import { storageClassDescriber } from "./storageclass";

export const describers: readonly Describer[] = [
  certificateSigningRequestDescriber,
  clusterRoleBindingDescriber,
  clusterRoleDescriber,
  configMapDescriber,
  cronJobDescriber,
  daemonSetDescriber,
  deploymentDescriber,
  endpointSliceDescriber,
  endpointsDescriber,
  horizontalPodAutoscalerDescriber,
  ingressClassDescriber,
  ingressDescriber,
  jobDescriber,
  limitRangeDescriber,
  namespaceDescriber,
  networkPolicyDescriber,
  nodeDescriber,
  persistentVolumeClaimDescriber,
  persistentVolumeDescriber,
  podDescriber,
  podDisruptionBudgetDescriber,
  priorityClassDescriber,
  replicaSetDescriber,
  replicationControllerDescriber,
  resourceQuotaDescriber,
  roleBindingDescriber,
  roleDescriber,
  secretDescriber,
  serviceAccountDescriber,
  serviceDescriber,
  statefulSetDescriber,
  storageClassDescriber,
];
