// What the client can read, from its Accept header.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go
import { failure } from "../meta/status-error";
import type { ApiRequest, ApiResponse } from "./request";

const mediaTypes = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

/** Differs: who reads protobuf only is sent JSON, which every client of Kubernetes reads. */
const ranges = [...mediaTypes, "*/*", "application/*"];

const rangesOf = (accept: string | undefined): string[] =>
  (accept ?? "")
    .split(",")
    .map((part) => part.split(";")[0]?.trim() ?? "")
    .filter((range) => range !== "");

/** Throws when the server has nothing that the client takes. `isList` is said to a watcher, too. */
export function requireAcceptable({ headers }: ApiRequest, isList: boolean): void {
  const asked = rangesOf(headers.accept);
  if (asked.length === 0 || asked.some((range) => ranges.includes(range))) {
    requireForm(headers.accept ?? "");
    return;
  }
  const streams = [
    "application/json;stream=watch",
    "application/vnd.kubernetes.protobuf;stream=watch",
  ];
  const offered = [...mediaTypes, ...(isList ? streams : [])].join(", ");
  const message = `406: Not Acceptable\n\nAvailable representations: ${offered}`;
  throw failure(406, "NotAcceptable", message, {});
}

const forms = [
  "Table",
  "PartialObjectMetadata",
  "PartialObjectMetadataList",
  "APIGroupDiscoveryList",
];

/** `as=` names a form; one that is unknown is no offer, but another part may be. */
function requireForm(accept: string): void {
  const isServed = (part: string): boolean => {
    const form = /;as=(\w+)/.exec(part)?.[1];
    return form === undefined || forms.includes(form);
  };
  if (accept.split(",").some(isServed)) return;
  const message = `only the following media types are accepted: ${mediaTypes.join(", ")}`;
  throw failure(406, "NotAcceptable", message);
}

/** The answer in YAML where that is what the client would rather have. */
export function inWantedFormat({ headers }: ApiRequest, answer: ApiResponse): ApiResponse {
  const isJson = answer.headers["content-type"] === "application/json";
  if (!isJson || rangesOf(headers.accept)[0] !== "application/yaml") return answer;
  return { ...answer, headers: { ...answer.headers, "content-type": "application/yaml" } };
}
