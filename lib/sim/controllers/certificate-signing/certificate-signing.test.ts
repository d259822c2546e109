import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, encodeBase64Bytes } from "../../meta/base64";
import { certificateSubject, readPem } from "../../meta/certificate";
import { derTags, tagged } from "../../meta/der";
import { utf8Bytes } from "../../meta/go-text";
import { forkBase } from "../../testing/base-cluster";

/** A request as `openssl req -new -subj /CN=kim/O=dev` makes it, but for the key. */
function signingRequest(): string {
  const part = (type: number, text: string) =>
    tagged(
      derTags.set,
      tagged(
        derTags.sequence,
        tagged(derTags.identifier, [0x55, 0x04, type]),
        tagged(derTags.utf8, utf8Bytes(text)),
      ),
    );
  const info = tagged(
    derTags.sequence,
    tagged(derTags.integer, [0]),
    tagged(derTags.sequence, part(0x03, "kim"), part(0x0a, "dev")),
    tagged(derTags.sequence, tagged(derTags.bits, [0, 1, 2, 3])),
  );
  const body = encodeBase64Bytes(tagged(derTags.sequence, info));
  return encodeBase64(
    `-----BEGIN CERTIFICATE REQUEST-----\n${body}\n-----END CERTIFICATE REQUEST-----\n`,
  );
}

function request(usages: readonly string[]) {
  const cluster = forkBase();
  const client = cluster.client();
  const made = client.create("CertificateSigningRequest", {
    metadata: { name: "kim" },
    spec: { request: signingRequest(), signerName: "kubernetes.io/kube-apiserver-client", usages },
  });
  cluster.settle();
  const approve = (): void => {
    const approved = { type: "Approved", status: "True", reason: "KubectlApprove", message: "" };
    client.updateStatus("CertificateSigningRequest", {
      ...made,
      status: { conditions: [approved] },
    });
    cluster.settle();
  };
  return {
    approve,
    status: () => client.get("CertificateSigningRequest", { name: "kim" })?.status,
  };
}

describe("a signing request", () => {
  it("is signed for its subject when it is approved, not before", () => {
    const { approve, status } = request(["client auth"]);
    expect(status()?.certificate).toBeUndefined();
    approve();
    const bytes = readPem(decodeBase64(status()?.certificate ?? "") ?? "", "CERTIFICATE");
    expect(certificateSubject(bytes ?? [])).toEqual({ commonName: "kim", organizations: ["dev"] });
  });

  it("fails when its usages are not the signer's", () => {
    const { approve, status } = request(["server auth"]);
    approve();
    expect(status()?.conditions?.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      "Approved KubectlApprove",
      "Failed SignerValidationFailure",
    ]);
  });
});
