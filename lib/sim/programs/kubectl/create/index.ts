// The generators of `kubectl create`.
import type { Command } from "../command";
import { createConfigMap } from "./configmap";
import { createCronJob } from "./cronjob";
import { createDeployment } from "./deployment";
import { createIngress } from "./ingress";
import { createJob } from "./job";
import { createNamespace } from "./namespace";
import { createPodDisruptionBudget } from "./poddisruptionbudget";
import { createPriorityClass } from "./priorityclass";
import { createQuota } from "./quota";
import { createClusterRole, createClusterRoleBinding, createRole, createRoleBinding } from "./rbac";
import { createSecret } from "./secret";
import { createService } from "./service";
import { createServiceAccount } from "./serviceaccount";
import { createToken } from "./token";

export const generators: readonly Command[] = [
  createClusterRole,
  createClusterRoleBinding,
  createConfigMap,
  createCronJob,
  createDeployment,
  createIngress,
  createJob,
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createRole,
  createRoleBinding,
  createSecret,
  createService,
  createServiceAccount,
  createToken,
];
