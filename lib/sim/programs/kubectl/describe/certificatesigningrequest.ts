import type { CertificateSigningRequest } from "@/generated/kubernetes/types";
import { humanDuration } from "@/lib/sim/meta/duration";
import { formatLabels } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";
import { rfc1123 } from "./times";

/** Differs: the subject inside the encoded request is not shown. */
export const certificateSigningRequestDescriber = defineDescriber<CertificateSigningRequest>(
  "certificates.k8s.io",
  "CertificateSigningRequest",
  (w, request, context) => {
    const { metadata, spec } = request;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Labels:\t${formatLabels(metadata?.labels)}\n`);
    w.write(0, `Annotations:\t${formatLabels(metadata?.annotations)}\n`);
    w.write(0, `CreationTimestamp:\t${rfc1123(metadata?.creationTimestamp)}\n`);
    w.write(0, `Requesting User:\t${spec.username ?? ""}\n`);
    if (spec.signerName) w.write(0, `Signer:\t${spec.signerName}\n`);
    if (spec.expirationSeconds !== undefined) {
      w.write(0, `Requested Duration:\t${humanDuration(spec.expirationSeconds * 1000)}\n`);
    }
    w.write(0, `Status:\t${requestStatus(request)}\n`);
    writeOwnEvents(w, request, context);
  },
);

export function requestStatus({ status }: CertificateSigningRequest): string {
  const types = (status?.conditions ?? []).map((condition) => condition.type);
  const verdict = types.includes("Denied")
    ? "Denied"
    : types.includes("Approved")
      ? "Approved"
      : "Pending";
  return `${verdict}${types.includes("Failed") ? ",Failed" : ""}${status?.certificate ? ",Issued" : ""}`;
}
