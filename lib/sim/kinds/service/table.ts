// How `kubectl get services` shows a Service.
//
// Kubernetes: pkg/printers/internalversion/printers.go (printService)
import type { Service, ServicePort } from "@/generated/kubernetes/types";
import { formatLabels } from "../../meta/selector";
import { age, ageColumn, column, descriptionOf, nameColumn, selectorColumn } from "../cells";
import type { Cell, Column } from "../define-kind";

export const serviceColumns: readonly Column[] = [
  nameColumn,
  column("Type", descriptionOf("core.v1.ServiceSpec", "type")),
  column("Cluster-IP", descriptionOf("core.v1.ServiceSpec", "clusterIP")),
  column("External-IP", descriptionOf("core.v1.ServiceSpec", "externalIPs")),
  column("Port(s)", descriptionOf("core.v1.ServiceSpec", "ports")),
  ageColumn,
  selectorColumn,
];

export function serviceRow(service: Service, now: number): readonly Cell[] {
  const spec = service.spec;
  return [
    service.metadata.name,
    spec?.type ?? "",
    spec?.clusterIPs?.[0] ?? "<none>",
    externalAddress(service),
    spec?.ports?.map(portCell).join(",") || "<none>",
    age(service, now),
    formatLabels(spec?.selector),
  ];
}

function externalAddress({ spec, status }: Service): string {
  const external = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case "ClusterIP":
    case "NodePort":
      return external.join(",") || "<none>";
    case "LoadBalancer": {
      const ingress = status?.loadBalancer?.ingress ?? [];
      const given = ingress.map(({ hostname, ip }) => ip || hostname || "").filter(Boolean);
      return [...given, ...external].join(",") || "<pending>";
    }
    case "ExternalName":
      return spec.externalName ?? "";
    default:
      return "<unknown>";
  }
}

function portCell({ nodePort, port, protocol = "TCP" }: ServicePort): string {
  return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}
