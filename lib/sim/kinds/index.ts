// The kinds this cluster serves, in the order of `kubectl api-resources`.
import { apiService } from "./api-service";
import { binding } from "./binding";
import { certificateSigningRequest } from "./certificate-signing-request";
import { clusterRole } from "./cluster-role";
import { clusterRoleBinding } from "./cluster-role-binding";
import { componentStatus } from "./component-status";
import { configMap } from "./config-map";
import { controllerRevision } from "./controller-revision";
import { cronJob } from "./cron-job";
import { csiDriver } from "./csi-driver";
import { csiNode } from "./csi-node";
import { csiStorageCapacity } from "./csi-storage-capacity";
import { customResourceDefinition } from "./custom-resource-definition";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { deviceClass } from "./device-class";
import { endpointSlice } from "./endpoint-slice";
import { endpoints } from "./endpoints";
import { event } from "./event";
import { eventsV1Event } from "./event/events-v1";
import { flowSchema } from "./flow-schema";
import { horizontalPodAutoscaler } from "./horizontal-pod-autoscaler";
import { autoscalingV1 } from "./horizontal-pod-autoscaler/autoscaling-v1";
import { ingress } from "./ingress";
import { ingressClass } from "./ingress-class";
import { ipAddress } from "./ip-address";
import { job } from "./job";
import { lease } from "./lease";
import { limitRange } from "./limit-range";
import { localSubjectAccessReview } from "./local-subject-access-review";
import { mutatingAdmissionPolicy } from "./mutating-admission-policy";
import { mutatingAdmissionPolicyBinding } from "./mutating-admission-policy-binding";
import { mutatingWebhookConfiguration } from "./mutating-webhook-configuration";
import { namespace } from "./namespace";
import { networkPolicy } from "./network-policy";
import { node } from "./node";
import { nodeMetrics } from "./node-metrics";
import { persistentVolume } from "./persistent-volume";
import { persistentVolumeClaim } from "./persistent-volume-claim";
import { pod } from "./pod";
import { podDisruptionBudget } from "./pod-disruption-budget";
import { podMetrics } from "./pod-metrics";
import { podTemplate } from "./pod-template";
import { priorityClass } from "./priority-class";
import { priorityLevelConfiguration } from "./priority-level-configuration";
import { replicaSet } from "./replica-set";
import { replicationController } from "./replication-controller";
import { resourceClaim } from "./resource-claim";
import { resourceClaimTemplate } from "./resource-claim-template";
import { resourceQuota } from "./resource-quota";
import { resourceSlice } from "./resource-slice";
import { role } from "./role";
import { roleBinding } from "./role-binding";
import { runtimeClass } from "./runtime-class";
import { secret } from "./secret";
import { selfSubjectAccessReview } from "./self-subject-access-review";
import { selfSubjectReview } from "./self-subject-review";
import { selfSubjectRulesReview } from "./self-subject-rules-review";
import { service } from "./service";
import { serviceAccount } from "./service-account";
import { serviceCidr } from "./service-cidr";
import { statefulSet } from "./stateful-set";
import { storageClass } from "./storage-class";
import { subjectAccessReview } from "./subject-access-review";
import { tokenReview } from "./token-review";
import { validatingAdmissionPolicy } from "./validating-admission-policy";
import { validatingAdmissionPolicyBinding } from "./validating-admission-policy-binding";
import { validatingWebhookConfiguration } from "./validating-webhook-configuration";
import { volumeAttachment } from "./volume-attachment";
import { volumeAttributesClass } from "./volume-attributes-class";

export const kinds = [
  binding,
  componentStatus,
  configMap,
  endpoints,
  event,
  limitRange,
  namespace,
  node,
  persistentVolumeClaim,
  persistentVolume,
  pod,
  podTemplate,
  replicationController,
  resourceQuota,
  secret,
  serviceAccount,
  service,
  mutatingAdmissionPolicy,
  mutatingAdmissionPolicyBinding,
  mutatingWebhookConfiguration,
  validatingAdmissionPolicy,
  validatingAdmissionPolicyBinding,
  validatingWebhookConfiguration,
  customResourceDefinition,
  apiService,
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  selfSubjectReview,
  tokenReview,
  localSubjectAccessReview,
  selfSubjectAccessReview,
  selfSubjectRulesReview,
  subjectAccessReview,
  horizontalPodAutoscaler,
  cronJob,
  job,
  certificateSigningRequest,
  lease,
  endpointSlice,
  flowSchema,
  priorityLevelConfiguration,
  ingressClass,
  ingress,
  ipAddress,
  networkPolicy,
  serviceCidr,
  runtimeClass,
  podDisruptionBudget,
  clusterRoleBinding,
  clusterRole,
  roleBinding,
  role,
  deviceClass,
  resourceClaim,
  resourceClaimTemplate,
  resourceSlice,
  priorityClass,
  csiDriver,
  csiNode,
  csiStorageCapacity,
  storageClass,
  volumeAttachment,
  volumeAttributesClass,
  nodeMetrics,
  podMetrics,
] as const;

/** Further versions and groups under which kinds of the list are served; stored as those. */
export const otherVersions = [eventsV1Event, autoscalingV1] as const;
