// Every controller of kube-controller-manager.
import { apiServiceController } from "./api-service";
import { certificateSigningController } from "./certificate-signing";
import { clusterRoleAggregationController } from "./cluster-role-aggregation";
import { cronJobController } from "./cron-job";
import { customResourceDefinitionController } from "./custom-resource-definition";
import { daemonSetController } from "./daemon-set";
import type { Controller } from "./define-controller";
import { deploymentController } from "./deployment";
import { disruptionController } from "./disruption";
import { endpointSliceController } from "./endpoint-slice";
import { endpointsController } from "./endpoints";
import { ephemeralVolumeController } from "./ephemeral-volume";
import { garbageCollector } from "./garbage-collector";
import { horizontalPodAutoscalerController } from "./horizontal-pod-autoscaler";
import { jobController } from "./job";
import { namespaceController } from "./namespace";
import { nodeLifecycleController } from "./node-lifecycle";
import { persistentVolumeController } from "./persistent-volume";
import { persistentVolumeProtectionController } from "./persistent-volume-protection";
import { podGarbageCollector } from "./pod-gc";
import { replicaSetController } from "./replica-set";
import { replicationController } from "./replication-controller";
import { resourceQuotaController } from "./resource-quota";
import { serviceAccountController } from "./service-account";
import { serviceAccountTokenController } from "./service-account-token";
import { statefulSetController } from "./stateful-set";
import { taintEvictionController } from "./taint-eviction";
import { ttlAfterFinishedController } from "./ttl-after-finished";

export const controllers: readonly Controller[] = [
  serviceAccountController,
  namespaceController,
  nodeLifecycleController,
  taintEvictionController,
  resourceQuotaController,
  replicationController,
  replicaSetController,
  deploymentController,
  disruptionController,
  daemonSetController,
  persistentVolumeController,
  ephemeralVolumeController,
  persistentVolumeProtectionController,
  statefulSetController,
  jobController,
  cronJobController,
  ttlAfterFinishedController,
  endpointsController,
  endpointSliceController,
  horizontalPodAutoscalerController,
  serviceAccountTokenController,
  clusterRoleAggregationController,
  certificateSigningController,
  podGarbageCollector,
  customResourceDefinitionController,
  apiServiceController,
  garbageCollector,
];
