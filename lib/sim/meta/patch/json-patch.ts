// JSON patches (RFC 6902) as the API server takes them.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (jsonPatcher)
import fastJsonPatch, { type Operation } from "fast-json-patch";
import { deepClone, isJsonObject } from "../object";
import { valueKind } from "../schema/decode-scalar";
import { badRequest, requestEntityTooLarge } from "../status-error";
import { rejectedPatch } from "./rejected-patch";

const maxOperations = 10_000;

/** The patched document; throws the Status error the API server answers. */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    const text = `json: cannot unmarshal ${valueKind(patch)} into Go value of type []handlers.jsonPatchOp`;
    throw badRequest(`error decoding patch: ${text}`);
  }
  if (patch.length > maxOperations) {
    throw requestEntityTooLarge(
      `The allowed maximum operations in a JSON patch is ${maxOperations}, got ${patch.length}`,
    );
  }
  if (!patch.every(isOperation) || patch.some(reachesPrototype)) throw rejectedPatch();
  try {
    return fastJsonPatch.applyPatch(deepClone(document), deepClone(patch), true).newDocument;
  } catch (error) {
    if (error instanceof fastJsonPatch.JsonPatchError || error instanceof TypeError) {
      throw rejectedPatch();
    }
    throw error;
  }
}

function isOperation(operation: unknown): operation is Operation {
  if (!isJsonObject(operation) || typeof operation.path !== "string") return false;
  switch (operation.op) {
    case "add":
    case "replace":
    case "test":
      return operation.value !== undefined;
    case "remove":
      return true;
    case "move":
    case "copy":
      return typeof operation.from === "string";
    default:
      return false;
  }
}

const reservedSteps: readonly string[] = ["__proto__", "constructor", "prototype"];

/** No path may lead into JavaScript's own properties. */
function reachesPrototype(operation: object): boolean {
  const { path: to, from } = operation as { readonly path?: unknown; readonly from?: unknown };
  return [to, from].some(
    (path) =>
      typeof path === "string" && path.split("/").some((step) => reservedSteps.includes(step)),
  );
}
