// Who is asking: the user the gateway found in the credentials, or the one the request impersonates.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation.go
import { goQuote } from "../meta/go-text";
import { badRequest, forbidden } from "../meta/status-error";
import { isAllowed } from "./authorize";
import type { ApiRequest, UserInfo } from "./request";
import type { ServerContext } from "./server-context";

export const anonymous: UserInfo = { name: "system:anonymous", groups: ["system:unauthenticated"] };

export function authenticate(server: ServerContext, request: ApiRequest): UserInfo {
  const user = request.user ?? anonymous;
  const name = request.headers["impersonate-user"];
  if (name === undefined) return asThemselves(request, user);
  const groups = (request.headers["impersonate-group"] ?? "").split(/, */).filter(Boolean);
  requireImpersonation(server, user, "users", name);
  for (const group of groups) requireImpersonation(server, user, "groups", group);
  const own = name.startsWith("system:serviceaccount:") ? serviceAccountGroups(name) : [];
  const standing = name === anonymous.name ? "system:unauthenticated" : "system:authenticated";
  return { name, groups: [...new Set([...groups, ...own, standing])] };
}

/** Groups alone are nobody. */
function asThemselves({ headers }: ApiRequest, user: UserInfo): UserInfo {
  const groups = headers["impersonate-group"]?.split(/, */);
  if (groups === undefined) return user;
  const asked = groups.map(goQuote).join(", ");
  throw badRequest(
    `requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{${asked}}, Extra:map[string][]string(nil)} without impersonating a user name`,
  );
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
