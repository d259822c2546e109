// A certificate signing request is for whoever sends it, whatever it says itself. Upstream does this in the
// request's own strategy, which knows the user; here admission does.
//
// Kubernetes: pkg/registry/certificates/certificates/strategy.go (PrepareForCreate)
import type { CertificateSigningRequest } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { AdmissionPlugin } from "../server-context";
import { isAbout } from "./stored";

export const certificateSubject: AdmissionPlugin = {
  name: "CertificateSubject",
  mutate(draft, request) {
    if (request.operation !== "CREATE") return;
    if (!isAbout(request, "CertificateSigningRequest", "certificates.k8s.io")) return;
    const { spec } = draft as unknown as Draft<CertificateSigningRequest>;
    if (spec === undefined) return;
    const { extra, groups, name, uid } = request.user;
    spec.username = name;
    spec.groups = [...groups];
    if (uid === undefined) delete spec.uid;
    else spec.uid = uid;
    if (extra === undefined) delete spec.extra;
    else {
      spec.extra = {};
      for (const [key, values] of Object.entries(extra)) spec.extra[key] = [...values];
    }
  },
};
