import { describe, expect, it } from "vitest";
import {
  duplicate,
  fieldPath,
  forbidden as forbiddenField,
  formatFieldError,
  invalid as invalidField,
  notSupported,
  required,
  tooLong,
  tooMany,
} from "./field-errors";
import {
  alreadyExists,
  conflict,
  deniedMessage,
  forbidden,
  invalid,
  notFound,
  timeout,
} from "./status-error";

describe("field errors", () => {
  const path = fieldPath("spec").child("containers").index(0).child("name");
  it.each([
    [required(path), "spec.containers[0].name: Required value"],
    [
      invalidField("spec.replicas", -1, "must be positive"),
      "spec.replicas: Invalid value: -1: must be positive",
    ],
    [invalidField("a", "x\ty", ""), 'a: Invalid value: "x\\ty"'],
    [
      invalidField("spec.selector", { matchLabels: { b: "<", a: "1" } }, "field is immutable"),
      'spec.selector: Invalid value: {"matchLabels":{"a":"1","b":"\\u003c"}}: field is immutable',
    ],
    [
      notSupported("p", "always", ["Always", "Never"]),
      'p: Unsupported value: "always": supported values: "Always", "Never"',
    ],
    [tooLong("name", 63), "name: Too long: may not be more than 63 bytes"],
    [tooMany("list", 3, 1), "list: Too many: 3: must have at most 1 item"],
    [duplicate(fieldPath("data").key("a"), "data"), 'data[a]: Duplicate value: "data"'],
    [forbiddenField("spec", "no"), "spec: Forbidden: no"],
  ])("%#", (error, text) => {
    expect(formatFieldError(error)).toBe(text);
  });
});

describe("Status errors", () => {
  it("carries code, reason, message and details", () => {
    expect(notFound("deployments.apps", "nope").status).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: 'deployments.apps "nope" not found',
      reason: "NotFound",
      details: { name: "nope", group: "apps", kind: "deployments" },
      code: 404,
    });
  });

  it.each([
    [alreadyExists("pods", "web"), 'pods "web" already exists'],
    [
      conflict("configmaps", "c"),
      'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
    ],
    [
      forbidden(
        "pods",
        "",
        deniedMessage({
          user: "kim",
          verb: "list",
          group: "",
          resource: "pods",
          namespace: "default",
        }),
      ),
      'pods is forbidden: User "kim" cannot list resource "pods" in API group "" in the namespace "default"',
    ],
    [
      forbidden("", "", 'User "kim" cannot get path "/x"'),
      'forbidden: User "kim" cannot get path "/x"',
    ],
    [
      timeout("Too large resource version: 9, current: 1", 1),
      "Timeout: Too large resource version: 9, current: 1",
    ],
    [
      invalid({ group: "apps", kind: "Deployment" }, "web", [required("a"), required("b")]),
      'Deployment.apps "web" is invalid: [a: Required value, b: Required value]',
    ],
  ])("%#", (error, message) => {
    expect(error.message).toBe(message);
  });
});
