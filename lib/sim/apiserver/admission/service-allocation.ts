// Gives Services their addresses and node ports. Upstream does this in the Service's own storage, between
// admission and validation; here it is the last thing that admission changes.
//
// Kubernetes: pkg/registry/core/service/storage/storage.go (beginCreate, beginUpdate)
import type { Service } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import { allocateService, defaultServiceRanges, takenBy } from "../../kinds/service/allocation";
import type { KubernetesObject } from "../../meta/object";
import { invalid } from "../../meta/status-error";
import {
  type AdmissionPlugin,
  type AdmissionRequest,
  drawNumber,
  type ServerContext,
} from "../server-context";
import { isAbout, storedUnder } from "./stored";

export const serviceAllocation: AdmissionPlugin = {
  name: "ServiceAllocation",
  mutate(draft, request, server) {
    if (request.operation === "DELETE" || !isAbout(request, "Service")) return;
    const errors = allocateService(
      draft as unknown as Draft<Service>,
      request.old as (Service & KubernetesObject) | undefined,
      {
        ranges: defaultServiceRanges,
        taken: takenBy(otherServices(request, server)),
        random: () => drawNumber(server),
      },
    );
    if (errors.length > 0) throw invalid(request.kind, request.name, errors);
  },
};

function otherServices({ old }: AdmissionRequest, server: ServerContext): Service[] {
  const all = storedUnder<Service>(server, "services/specs/");
  return old === undefined ? all : all.filter(({ metadata }) => metadata.uid !== old.metadata.uid);
}
