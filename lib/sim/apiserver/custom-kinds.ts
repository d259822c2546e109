// The kinds that stored CustomResourceDefinitions have added. What is kept here follows from the store alone
// and is made again when a definition has changed; a fork or a restart loses nothing.
import type { CustomResourceDefinition } from "@/generated/kubernetes/types";
import type { Etcd } from "../etcd/store";
import { customKindsOf } from "../kinds/custom-resource-definition/custom-kind";
import { findCondition } from "../meta/object";
import { type CustomKinds, KindIndex } from "./kind-index";

const root = "/registry/apiextensions.k8s.io/customresourcedefinitions/";

export function customKinds(etcd: Etcd): CustomKinds {
  let seen = -1;
  let definitions = "";
  let index: KindIndex | undefined;
  return () => {
    if (etcd.revision === seen) return index;
    seen = etcd.revision;
    const stored = etcd.list(root);
    const now = stored.map(({ key, modRevision }) => `${key}@${modRevision}`).join();
    if (now === definitions) return index;
    definitions = now;
    const kinds = stored
      .map(({ value }) => value as CustomResourceDefinition)
      .filter(isEstablished)
      .flatMap(customKindsOf);
    index = kinds.length === 0 ? undefined : new KindIndex(kinds);
    return index;
  };
}

const isEstablished = ({ status }: CustomResourceDefinition): boolean =>
  findCondition(status?.conditions, "Established")?.status === "True";
