// The options of a request stand in its query; here they are checked before anything is done with them.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go,
// pkg/apis/meta/internalversion/validation/validation.go
import {
  type FieldError,
  forbidden,
  invalid as invalidField,
  notSupported,
  required,
  tooLong,
} from "../meta/field-errors";
import { byteLength } from "../meta/go-text";
import { badRequest, invalid, timeout, unknownError } from "../meta/status-error";
import { mediaType } from "./patch-text";
import type { ApiRequest, RequestInfo } from "./request";

/** Throws when an option makes no sense; `revision` is the newest there is. */
export function checkOptions(request: ApiRequest, info: RequestInfo, revision: number): void {
  const option = (name: string): string => request.query[name]?.[0] ?? "";
  if (info.verb === "list" || info.verb === "watch") {
    checkListOptions(info.verb, option, revision);
    return;
  }
  const kind = writeOptionKinds[info.verb];
  if (kind === undefined) return;
  const errors = [
    ...checkFieldManager(option("fieldManager"), request, info),
    ...checkDryRun(request.query.dryRun ?? []),
    ...checkFieldValidation(option("fieldValidation")),
  ];
  if (errors.length > 0) throw invalid({ group: "meta.k8s.io", kind }, "", errors);
}

const writeOptionKinds: Readonly<Record<string, string>> = {
  create: "CreateOptions",
  update: "UpdateOptions",
  patch: "PatchOptions",
};

function checkFieldManager(
  manager: string,
  request: ApiRequest,
  { verb }: RequestInfo,
): FieldError[] {
  const isApply = mediaType(request).startsWith("application/apply-patch");
  const force = request.query.force?.[0] ?? "";
  const errors: FieldError[] = [];
  if (verb === "patch" && isApply && manager === "") {
    errors.push(required("fieldManager", "is required for apply patch"));
  }
  if (verb === "patch" && !isApply && force !== "") {
    errors.push(forbidden("force", "may not be specified for non-apply patch"));
  }
  if (byteLength(manager) > 128) errors.push(tooLong("fieldManager", 128));
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(manager)) {
    errors.push(invalidField("fieldManager", manager, "should only contain printable characters"));
  }
  return errors;
}

function checkDryRun(dryRun: readonly string[]): FieldError[] {
  const isWrong = dryRun.some((word) => word !== "All" && word !== "");
  return isWrong ? [notSupported("dryRun", dryRun, ["All"])] : [];
}

const fieldValidations = ["", "Ignore", "Strict", "Warn"];

const checkFieldValidation = (asked: string): FieldError[] =>
  fieldValidations.includes(asked)
    ? []
    : [notSupported("fieldValidation", asked, fieldValidations)];

type Option = (name: string) => string;

function checkListOptions(verb: "list" | "watch", option: Option, revision: number): void {
  for (const name of ["limit", "timeoutSeconds"]) requireNumber(option(name));
  const errors = [...checkMatch(option), ...checkInitialEvents(verb, option)];
  if (errors.length > 0) {
    throw invalid({ group: "meta.k8s.io", kind: "ListOptions" }, "", errors);
  }
  const version = option("resourceVersion");
  if (option("continue") !== "" && version !== "" && version !== "0") {
    throw badRequest("specifying resource version is not allowed when using continue");
  }
  checkResourceVersion(verb, version, revision);
}

function requireNumber(text: string): void {
  if (text === "" || /^[+-]?\d+$/.test(text)) return;
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function checkMatch(option: Option): FieldError[] {
  const match = option("resourceVersionMatch");
  if (match === "" || option("sendInitialEvents") !== "") return [];
  const field = "resourceVersionMatch";
  if (option("watch") !== "" && option("watch") !== "false") {
    return [
      forbidden(
        field,
        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
      ),
    ];
  }
  if (option("resourceVersion") === "") {
    return [
      forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided"),
    ];
  }
  if (option("continue") !== "") {
    return [forbidden(field, "resourceVersionMatch is forbidden when continue is provided")];
  }
  if (match !== "Exact" && match !== "NotOlderThan") {
    return [notSupported(field, match, ["Exact", "NotOlderThan", ""])];
  }
  if (match === "Exact" && option("resourceVersion") === "0") {
    return [forbidden(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')];
  }
  return [];
}

function checkInitialEvents(verb: "list" | "watch", option: Option): FieldError[] {
  if (option("sendInitialEvents") === "") return [];
  if (verb === "list") {
    return [forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list")];
  }
  if (option("resourceVersionMatch") === "NotOlderThan") return [];
  const why = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan";
  return [forbidden("resourceVersionMatch", why)];
}

function checkResourceVersion(verb: "list" | "watch", version: string, revision: number): void {
  if (version === "") return;
  if (!/^\d+$/.test(version)) {
    const quoted = JSON.stringify(version);
    const why = `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
    throw verb === "list" ? badRequest(`invalid resource version: ${why}`) : unknownError(why);
  }
  // A watch waits until there is such a version.
  if (verb === "watch" || Number(version) <= revision) return;
  throw timeout(`Too large resource version: ${version}, current: ${revision}`, 1, [
    { reason: "ResourceVersionTooLarge", message: "Too large resource version" },
  ]);
}
