// Security contexts of pods and containers.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validatePodSpecSecurityContext,
// ValidateSecurityContext)
import type {
  PodSecurityContext,
  PodSpec,
  SeccompProfile,
  SecurityContext,
} from "@/generated/kubernetes/types";
import { type FieldPath, invalid, notSupported, required } from "../../meta/field-errors";
import { inclusiveRangeError } from "../../meta/names";
import { checkSupported, type FieldErrors } from "../field-rules";
import { checkDescending } from "./path-rules";

const maxId = 2_147_483_647;

function checkId(id: number | undefined, path: FieldPath, name: string, errors: FieldErrors): void {
  if (id === undefined || (id >= 0 && id <= maxId)) return;
  errors.push(invalid(path.child(name), id, inclusiveRangeError(0, maxId)));
}

export function checkPodSecurity(
  context: PodSecurityContext,
  spec: PodSpec,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkId(context.fsGroup, path, "fsGroup", errors);
  checkId(context.runAsUser, path, "runAsUser", errors);
  checkId(context.runAsGroup, path, "runAsGroup", errors);
  context.supplementalGroups?.forEach((group, index) => {
    if (group < 0 || group > maxId) {
      const at = path.child("supplementalGroups").index(index);
      errors.push(invalid(at, group, inclusiveRangeError(0, maxId)));
    }
  });
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const detail = "ShareProcessNamespace and HostPID cannot both be enabled";
    errors.push(invalid(path.child("shareProcessNamespace"), true, detail));
  }
  const policies = ["Always", "OnRootMismatch"];
  const policy = context.fsGroupChangePolicy;
  checkSupported(policy, policies, { path, name: "fsGroupChangePolicy", errors });
  checkSeccomp(context.seccompProfile, path, errors);
  const merges = ["Merge", "Strict"];
  const groups = context.supplementalGroupsPolicy;
  checkSupported(groups, merges, { path, name: "supplementalGroupsPolicy", errors });
}

export function checkSecurity(
  context: SecurityContext | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (context === undefined) return;
  checkId(context.runAsUser, path, "runAsUser", errors);
  checkId(context.runAsGroup, path, "runAsGroup", errors);
  const mounts = ["Default", "Unmasked"];
  checkSupported(context.procMount, mounts, { path, name: "procMount", errors });
  checkSeccomp(context.seccompProfile, path, errors);
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true) {
    const detail = "cannot set `allowPrivilegeEscalation` to false and `privileged` to true";
    errors.push(invalid(path, context, detail));
  }
  if (context.capabilities?.add?.some((name) => name === "CAP_SYS_ADMIN")) {
    const detail =
      "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN";
    errors.push(invalid(path, context, detail));
  }
}

const seccompTypes = ["Localhost", "RuntimeDefault", "Unconfined"];

function checkSeccomp(
  profile: SeccompProfile | undefined,
  parent: FieldPath,
  errors: FieldErrors,
): void {
  if (profile === undefined) return;
  const path = parent.child("seccompProfile");
  if (!profile.type) {
    errors.push(required(path.child("type"), "type is required when seccompProfile is set"));
  } else if (!seccompTypes.includes(profile.type)) {
    errors.push(notSupported(path.child("type"), profile.type, seccompTypes));
  }
  const file = profile.localhostProfile;
  if (profile.type === "Localhost") {
    if (file === undefined) {
      const detail = "must be set when seccomp type is Localhost";
      errors.push(required(path.child("localhostProfile"), detail));
    } else checkDescending(file, path, "localhostProfile", errors);
  } else if (file !== undefined) {
    const detail = "can only be set when seccomp type is Localhost";
    errors.push(invalid(path.child("localhostProfile"), profile, detail));
  }
}
