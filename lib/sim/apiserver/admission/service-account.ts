// ServiceAccount: every pod acts as one, and finds its token in a well-known place.
//
// Kubernetes: plugin/pkg/admission/serviceaccount/admission.go
import type { Pod, PodSpec, ServiceAccount, Volume } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import { type AdmissionPlugin, drawSuffix } from "../server-context";
import { refusal } from "./refusal";
import { asPodDraft, isAbout, stored } from "./stored";

const mountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
const volumePrefix = "kube-api-access-";
const mirrorAnnotation = "kubernetes.io/config.mirror";
const fileMode = 0o644;

export const serviceAccountPlugin: AdmissionPlugin = {
  name: "ServiceAccount",
  mutate(draft, request, server) {
    if (request.operation !== "CREATE" || !isAbout(request, "Pod")) return;
    const pod = asPodDraft(draft);
    const spec = pod.spec;
    if (spec === undefined || isMirror(pod)) return;
    const name = spec.serviceAccountName || "default";
    spec.serviceAccountName = name;
    spec.serviceAccount = name;
    const account = stored<ServiceAccount>(server, `serviceaccounts/${request.namespace}/${name}`);
    if (account === undefined) {
      const why = `error looking up service account ${request.namespace}/${name}: serviceaccount "${name}" not found`;
      throw refusal(request, draft, why);
    }
    if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) {
      mountToken(spec, () => volumePrefix + drawSuffix(server));
    }
    if ((spec.imagePullSecrets ?? []).length === 0 && account.imagePullSecrets !== undefined) {
      spec.imagePullSecrets = account.imagePullSecrets.map((reference) => ({ ...reference }));
    }
  },
};

/** The picture of a static pod: the kubelet runs it without asking anybody. */
const isMirror = ({ metadata }: Draft<Pod>): boolean =>
  metadata.annotations?.[mirrorAnnotation] !== undefined;

function mountToken(spec: Draft<PodSpec>, makeName: () => string): void {
  const existing = spec.volumes?.find((volume) => volume.name?.startsWith(volumePrefix));
  let name = existing?.name;
  let isNeeded = false;
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    if (container.volumeMounts?.some((mount) => mount.mountPath === mountPath)) continue;
    name ??= makeName();
    isNeeded = true;
    container.volumeMounts ??= [];
    container.volumeMounts.push({ name, readOnly: true, mountPath });
  }
  if (!isNeeded || existing !== undefined || name === undefined) return;
  spec.volumes ??= [];
  spec.volumes.push(tokenVolume(name));
}

function tokenVolume(name: string): Draft<Volume> {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
        {
          configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] },
        },
        {
          downwardAPI: {
            items: [
              {
                path: "namespace",
                fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" },
              },
            ],
          },
        },
      ],
      defaultMode: fileMode,
    },
  };
}
