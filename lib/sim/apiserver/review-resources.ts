// The questions that can be put to the server, for discovery and for routing.

export interface ReviewResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const authorization = { group: "authorization.k8s.io", version: "v1" };
const authentication = { group: "authentication.k8s.io", version: "v1" };

export const reviewResources: readonly ReviewResource[] = [
  { ...authentication, plural: "selfsubjectreviews", kind: "SelfSubjectReview", namespaced: false },
  { ...authentication, plural: "tokenreviews", kind: "TokenReview", namespaced: false },
  {
    ...authorization,
    plural: "localsubjectaccessreviews",
    kind: "LocalSubjectAccessReview",
    namespaced: true,
  },
  {
    ...authorization,
    plural: "selfsubjectaccessreviews",
    kind: "SelfSubjectAccessReview",
    namespaced: false,
  },
  {
    ...authorization,
    plural: "selfsubjectrulesreviews",
    kind: "SelfSubjectRulesReview",
    namespaced: false,
  },
  {
    ...authorization,
    plural: "subjectaccessreviews",
    kind: "SubjectAccessReview",
    namespaced: false,
  },
];
