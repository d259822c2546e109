// CertificateSigningRequest: a key that wants to become a certificate.
//
// Kubernetes: pkg/registry/certificates/certificates/strategy.go, pkg/apis/certificates/validation
import type { CertificateSigningRequest } from "@/generated/kubernetes/types";
import { decodeBase64 } from "../../meta/base64";
import { humanDuration } from "../../meta/duration";
import { type FieldError, fieldPath, invalid, required } from "../../meta/field-errors";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkImmutable, checkRequired, type FieldErrors } from "../field-rules";

const shortestSeconds = 600;

export const certificateSigningRequest = defineKind<CertificateSigningRequest>()({
  kind: "CertificateSigningRequest",
  group: "certificates.k8s.io",
  version: "v1",
  plural: "certificatesigningrequests",
  singular: "certificatesigningrequest",
  shortNames: ["csr"],
  namespaced: false,
  nameRule: "path-segment",
  hasStatus: true,
  subresources: [
    {
      name: "approval",
      kind: "CertificateSigningRequest",
      verbs: ["get", "patch", "update"],
    },
  ],
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.spec, old.spec, "spec", errors);
    return errors;
  },
  validateStatusUpdate: () => [],
  fields: ({ spec }) => ({ "spec.signerName": spec?.signerName ?? "" }),
  columns: [
    nameColumn,
    ageColumn,
    column(
      "SignerName",
      descriptionOf("certificates.v1.CertificateSigningRequestSpec", "signerName"),
    ),
    column("Requestor", descriptionOf("certificates.v1.CertificateSigningRequestSpec", "request")),
    column(
      "RequestedDuration",
      descriptionOf("certificates.v1.CertificateSigningRequestSpec", "expirationSeconds"),
    ),
    column(
      "Condition",
      descriptionOf("certificates.v1.CertificateSigningRequestStatus", "conditions"),
    ),
  ],
  row: (resource, now) => [
    resource.metadata.name,
    age(resource, now),
    resource.spec?.signerName ?? "<none>",
    resource.spec?.username ?? "",
    resource.spec?.expirationSeconds === undefined
      ? "<none>"
      : humanDuration(resource.spec.expirationSeconds * 1000),
    conditionCell(resource),
  ],
  example: {
    apiVersion: "certificates.k8s.io/v1",
    kind: "CertificateSigningRequest",
    metadata: { name: "kim" },
    spec: {
      request:
        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQgotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K",
      signerName: "kubernetes.io/kube-apiserver-client",
      usages: ["client auth"],
    },
  },
});

function conditionCell({ status }: CertificateSigningRequest): string {
  const types = (status?.conditions ?? []).map(({ type }) => type);
  const words = [
    types.includes("Denied") ? "Denied" : types.includes("Approved") ? "Approved" : "Pending",
  ];
  if (types.includes("Failed")) words.push("Failed");
  if (status?.certificate) words.push("Issued");
  return words.join(",");
}

function validate({ spec }: CertificateSigningRequest): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  const request = spec?.request ?? "";
  if (!(decodeBase64(request) ?? "").includes("-----BEGIN CERTIFICATE REQUEST-----")) {
    const detail = "PEM block type must be CERTIFICATE REQUEST";
    errors.push(invalid(path.child("request"), request, detail));
  }
  if ((spec?.usages ?? []).length === 0) {
    errors.push(required(path.child("usages"), "usages must be provided"));
  }
  const seconds = spec?.expirationSeconds;
  if (seconds !== undefined && seconds < shortestSeconds) {
    const detail = `may not specify a duration less than ${shortestSeconds} seconds (10 minutes)`;
    errors.push(invalid(path.child("expirationSeconds"), seconds, detail));
  }
  if (checkRequired(spec?.signerName, path, "signerName", errors)) {
    const signer = spec?.signerName ?? "";
    if (!/^[^/]+\.[^/]+\/.+/.test(signer)) {
      const detail =
        "must be a fully qualified domain and path of the form 'example.com/signer-name'";
      errors.push(invalid(path.child("signerName"), signer, detail));
    }
  }
  return errors;
}
