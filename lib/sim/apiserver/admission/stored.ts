// What plugins look up in the store, and what they are asked about, with its type.
import type { Pod } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { KubernetesObject } from "../../meta/object";
import { asObject } from "../indexes";
import type { AdmissionRequest, ServerContext } from "../server-context";

/** The object stored under a key below `/registry/`. */
export function stored<Resource>(server: ServerContext, key: string): Resource | undefined {
  return asObject(server.etcd.get(`/registry/${key}`)?.value) as Resource | undefined;
}

/** Objects whose keys begin with `prefix`, in order. */
export function storedUnder<Resource>(server: ServerContext, prefix: string): Resource[] {
  const found: Resource[] = [];
  for (const { value } of server.etcd.list(`/registry/${prefix}`)) {
    const object = asObject(value);
    if (object !== undefined) found.push(object as unknown as Resource);
  }
  return found;
}

/** Whether the write is about an object of this kind itself, not one of its subresources. */
export const isAbout = (request: AdmissionRequest, kind: string, group = ""): boolean =>
  request.kind.kind === kind && request.kind.group === group && request.subresource === "";

/** The draft as a pod. Ask `isAbout` first. */
export const asPodDraft = (draft: Draft<KubernetesObject>): Draft<Pod> =>
  draft as unknown as Draft<Pod>;

export const asPod = (object: KubernetesObject | undefined): Pod | undefined =>
  object as Pod | undefined;
