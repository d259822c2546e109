// Questions put to the server that are not stored: who am I, may I?
//
// Kubernetes: pkg/registry/authorization, pkg/registry/authentication
import { isJsonObject } from "../meta/object";
import { formatTime } from "../meta/time";
import { isAllowed, rulesFor } from "./authorize";
import { readValue } from "./body";
import { findUser, ownAudience } from "./credentials";
import type { ApiRequest, ApiResponse, RequestInfo, UserInfo } from "./request";
import { reviewResources } from "./review-resources";
import type { ServerContext } from "./server-context";

/** The answer, or nothing when the path names no review. */
export function handleReview(
  server: ServerContext,
  request: ApiRequest,
  info: RequestInfo,
  user: UserInfo,
): ApiResponse | undefined {
  const review = reviewResources.find(
    ({ group, version, plural }) =>
      group === info.group && version === info.version && plural === info.resource,
  );
  if (review === undefined || info.verb !== "create") return undefined;
  const body = readValue(request);
  const sent = isJsonObject(body) ? body : {};
  const spec = isJsonObject(sent.spec) ? sent.spec : {};
  const status = statusOf(server, review.kind, spec, user);
  const answer = {
    kind: review.kind,
    apiVersion: `${review.group}/${review.version}`,
    metadata: {
      creationTimestamp: review.kind === "SelfSubjectReview" ? formatTime(server.state.now) : null,
    },
    ...(review.kind === "SelfSubjectReview" ? {} : { spec }),
    status,
  };
  return { code: 201, headers: { "content-type": "application/json" }, warnings: [], body: answer };
}

type Fields = Readonly<Record<string, unknown>>;

function statusOf(server: ServerContext, kind: string, spec: Fields, user: UserInfo): unknown {
  if (kind === "SelfSubjectReview") {
    return { userInfo: reviewed(user) };
  }
  if (kind === "SelfSubjectRulesReview") return rulesReview(server, spec, user);
  if (kind === "TokenReview") return tokenReview(server, spec);
  const subject = kind === "SelfSubjectAccessReview" ? user : subjectOf(spec);
  const isGranted = isAllowed(server.etcd, subject, accessOf(spec));
  return isGranted ? { allowed: true } : { allowed: false };
}

function tokenReview(server: ServerContext, spec: Fields) {
  const token = typeof spec.token === "string" ? spec.token : "";
  const user = findUser(server, { token });
  if (user === undefined || user === "invalid") {
    return { user: {}, error: "[invalid bearer token]" };
  }
  return { authenticated: true, user: reviewed(user), audiences: [ownAudience] };
}

const reviewed = ({ name, uid, groups, extra }: UserInfo) => ({
  username: name,
  ...(uid ? { uid } : {}),
  groups,
  ...(extra === undefined ? {} : { extra }),
});

function subjectOf(spec: Fields): UserInfo {
  const groups = Array.isArray(spec.groups) ? spec.groups.map(String) : [];
  return { name: String(spec.user ?? ""), groups };
}

function accessOf(spec: Fields) {
  const resource = spec.resourceAttributes as Fields | undefined;
  const path = spec.nonResourceAttributes as Fields | undefined;
  const word = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    verb: word(resource?.verb ?? path?.verb),
    group: word(resource?.group),
    version: word(resource?.version),
    resource: word(resource?.resource),
    subresource: word(resource?.subresource),
    namespace: word(resource?.namespace),
    name: word(resource?.name),
    ...(path === undefined ? {} : { path: word(path.path) }),
  };
}

function rulesReview(server: ServerContext, spec: Fields, user: UserInfo) {
  const namespace = typeof spec.namespace === "string" ? spec.namespace : "default";
  const rules = [...rulesFor(server.etcd, user, namespace)].flat();
  return {
    resourceRules: rules.filter(({ resources }) => resources !== undefined),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs !== undefined)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}
