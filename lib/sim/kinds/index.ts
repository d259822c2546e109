// The kinds this cluster serves, in the order of `kubectl api-resources`.
import { clusterRole } from "./cluster-role";
import { clusterRoleBinding } from "./cluster-role-binding";
import { configMap } from "./config-map";
import { controllerRevision } from "./controller-revision";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { endpointSlice } from "./endpoint-slice";
import { endpoints } from "./endpoints";
import { event } from "./event";
import { lease } from "./lease";
import { limitRange } from "./limit-range";
import { namespace } from "./namespace";
import { node } from "./node";
import { pod } from "./pod";
import { podDisruptionBudget } from "./pod-disruption-budget";
import { priorityClass } from "./priority-class";
import { replicaSet } from "./replica-set";
import { replicationController } from "./replication-controller";
import { resourceQuota } from "./resource-quota";
import { role } from "./role";
import { roleBinding } from "./role-binding";
import { secret } from "./secret";
import { service } from "./service";
import { serviceAccount } from "./service-account";

export const kinds = [
  configMap,
  endpoints,
  event,
  limitRange,
  namespace,
  node,
  pod,
  replicationController,
  resourceQuota,
  secret,
  serviceAccount,
  service,
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  lease,
  endpointSlice,
  podDisruptionBudget,
  clusterRoleBinding,
  clusterRole,
  roleBinding,
  role,
  priorityClass,
] as const;
