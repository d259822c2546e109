// Signs approved requests of the signers that kube-controller-manager stands for.
//
// Kubernetes: pkg/controller/certificates/signer/signer.go
//
// Differs: the signature is made up; this cluster's own server believes what it has issued.
import type { CertificateSigningRequest } from "@/generated/kubernetes/types";
import { rememberCertificate } from "../../apiserver/credentials";
import { randomHex } from "../../kernel/random";
import { decodeBase64, encodeBase64, encodeBase64Bytes } from "../../meta/base64";
import { makeCertificate, readPem, readRequest } from "../../meta/certificate";
import { findCondition } from "../../meta/object";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, watchOwn } from "../define-controller";

const usagesBySigner: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/kube-apiserver-client": ["client auth"],
  "kubernetes.io/kube-apiserver-client-kubelet": ["client auth"],
  "kubernetes.io/kubelet-serving": ["server auth"],
  "kubernetes.io/legacy-unknown": [],
};

const yearSeconds = 365 * 24 * 3600;
/** Clocks of other machines may be behind. */
const backdateMs = 300_000;

export const certificateSigningController = defineController({
  name: "csrsigning-controller",
  watches: [watchOwn("CertificateSigningRequest")],
  resync: ({ client }) =>
    client.list("CertificateSigningRequest").map(({ metadata }) => metadata.name),
  reconcile(name, context) {
    const request = context.client.get("CertificateSigningRequest", { name });
    if (request !== undefined && isReadyToSign(request)) sign(request, context);
  },
});

function isReadyToSign({ spec, status }: CertificateSigningRequest): boolean {
  const has = (type: string): boolean => findCondition(status?.conditions, type) !== undefined;
  const isOurs = Object.hasOwn(usagesBySigner, spec?.signerName ?? "");
  return isOurs && has("Approved") && !has("Denied") && !has("Failed") && !status?.certificate;
}

function sign(request: CertificateSigningRequest, context: ControllerContext): void {
  const { client, now, state } = context;
  const {
    expirationSeconds = yearSeconds,
    request: data = "",
    signerName = "",
    usages = [],
  } = request.spec ?? {};
  const fail = (message: string): void => {
    const time = formatTime(now);
    const failed = {
      type: "Failed",
      status: "True",
      reason: "SignerValidationFailure",
      message,
      lastUpdateTime: time,
      lastTransitionTime: time,
    };
    const conditions = [...(request.status?.conditions ?? []), failed];
    client.updateStatus("CertificateSigningRequest", {
      ...request,
      status: { ...request.status, conditions },
    });
  };
  const missing = usagesBySigner[signerName]?.find((usage) => !usages.includes(usage));
  if (missing !== undefined)
    return fail(`usages did not match requirements of ${signerName}: missing "${missing}"`);
  const bytes = readPem(decodeBase64(data) ?? "", "CERTIFICATE REQUEST");
  const parts = bytes && readRequest(bytes);
  if (parts === undefined) return fail("unable to parse csr: asn1: structure error");
  const random =
    randomHex(state, "certificates", 544)
      .match(/../g)
      ?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const certificate = makeCertificate({
    request: parts,
    issuer: "kubernetes",
    from: now - backdateMs,
    until: now + expirationSeconds * 1000,
    random,
  });
  const lines = encodeBase64Bytes(certificate).match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  rememberCertificate(state, encodeBase64(pem));
  client.updateStatus("CertificateSigningRequest", {
    ...request,
    status: { ...request.status, certificate: encodeBase64(pem) },
  });
}
