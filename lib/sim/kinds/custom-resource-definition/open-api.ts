// How `/openapi/v3` shows a custom resource.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder/builder.go
import type { GroupVersionKind } from "../../meta/object";
import type { Schema } from "./structural-schema";

const objectMeta = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** One model, named after the group backwards: `com.example.v1.Boat`. */
export function schemaDocument(
  gvk: GroupVersionKind,
  schema: Schema,
): Readonly<Record<string, unknown>> {
  const { group, kind, version } = gvk;
  const name = [...group.split(".").reverse(), version, kind].join(".");
  const isOpen =
    schema["x-kubernetes-preserve-unknown-fields"] === true && schema.properties === undefined;
  const own = {
    apiVersion: {
      description:
        "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources",
      type: "string",
    },
    kind: {
      description:
        "Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds",
      type: "string",
    },
    metadata: {
      description:
        "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
      allOf: [{ $ref: objectMeta }],
    },
  };
  const document = {
    ...schema,
    ...(isOpen ? {} : { properties: { ...own, ...schema.properties } }),
    "x-kubernetes-group-version-kind": [{ group, version, kind }],
  };
  return { [name]: document };
}
