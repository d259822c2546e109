// Who is asking: the user the gateway found in the credentials, or the one the request impersonates.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation.go
import { forbidden } from "../meta/status-error";
import { isAllowed } from "./authorize";
import type { ApiRequest, UserInfo } from "./request";
import type { ServerContext } from "./server-context";

export const anonymous: UserInfo = { name: "system:anonymous", groups: ["system:unauthenticated"] };

export function authenticate(server: ServerContext, request: ApiRequest): UserInfo {
  const user = request.user ?? anonymous;
  const name = request.headers["impersonate-user"];
  if (name === undefined) return user;
  const groups = (request.headers["impersonate-group"] ?? "").split(/, */).filter(Boolean);
  requireImpersonation(server, user, "users", name);
  for (const group of groups) requireImpersonation(server, user, "groups", group);
  const own = name.startsWith("system:serviceaccount:") ? serviceAccountGroups(name) : [];
  const standing = name === anonymous.name ? "system:unauthenticated" : "system:authenticated";
  return { name, groups: [...new Set([...groups, ...own, standing])] };
}

function requireImpersonation(
  server: ServerContext,
  user: UserInfo,
  resource: string,
  name: string,
): void {
  const access = {
    verb: "impersonate",
    group: "",
    version: "v1",
    resource,
    subresource: "",
    namespace: "",
    name,
  };
  if (isAllowed(server.etcd, user, access)) return;
  throw forbidden(
    resource,
    name,
    `User "${user.name}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`,
  );
}

export function serviceAccountGroups(name: string): string[] {
  const [, , namespace = ""] = name.split(":");
  return ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}
