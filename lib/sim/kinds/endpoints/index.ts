// Endpoints: the addresses behind a Service, in the old form.
//
// Kubernetes: pkg/registry/core/endpoint/strategy.go, pkg/apis/core/validation/validation.go
import type { EndpointAddress, EndpointSubset, Endpoints } from "@/generated/kubernetes/types";
import { type FieldError, type FieldPath, fieldPath, required } from "../../meta/field-errors";
import { dns1123Label } from "../../meta/names";
import { checkIp, checkNotSpecialIp } from "../address-rules";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { defineKind } from "../define-kind";
import { checkOneOf, checkText, type FieldErrors } from "../field-rules";
import { checkPortNumber, protocols } from "../pod/port-rules";

const deprecated = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

export const endpoints = defineKind<Endpoints>()({
  kind: "Endpoints",
  group: "",
  version: "v1",
  plural: "endpoints",
  singular: "endpoints",
  shortNames: ["ep"],
  namespaced: true,
  storagePrefix: "services/endpoints",
  setDefaults({ subsets }) {
    subsets?.forEach(({ ports }) => {
      ports?.forEach((port) => {
        port.protocol ??= "TCP";
      });
    });
  },
  validate,
  deprecation: deprecated,
  columns: [
    nameColumn,
    column("Endpoints", descriptionOf("core.v1.Endpoints", "subsets")),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    endpointsCell(resource.subsets ?? []),
    age(resource, now),
  ],
  example: {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { name: "web", namespace: "default" },
    subsets: [{ addresses: [{ ip: "192.0.2.8" }], ports: [{ port: 80, protocol: "TCP" }] }],
  },
});

const shown = 3;

function endpointsCell(subsets: readonly EndpointSubset[]): string {
  if (subsets.length === 0) return "<none>";
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => joinHostPort(ip, port))),
  );
  const list = all.slice(0, shown).join(",");
  return all.length > shown ? `${list} + ${all.length - shown} more...` : list;
}

const joinHostPort = (ip: string, port: number): string =>
  ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;

function validate({ subsets }: Endpoints): FieldError[] {
  const errors: FieldErrors = [];
  subsets?.forEach((subset, index) => {
    const path = fieldPath("subsets").index(index);
    const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
    if (addresses.length === 0 && notReadyAddresses.length === 0) {
      errors.push(required(path, "must specify `addresses` or `notReadyAddresses`"));
    }
    checkAddresses(addresses, path.child("addresses"), errors);
    checkAddresses(notReadyAddresses, path.child("notReadyAddresses"), errors);
    ports.forEach((port, position) => {
      const at = path.child("ports").index(position);
      if (port.name) checkText(dns1123Label, port.name, { path: at, name: "name", errors });
      else if (ports.length > 1) errors.push(required(at.child("name")));
      checkPortNumber(port.port ?? 0, at, "port", errors);
      checkOneOf(port.protocol, protocols, { path: at, name: "protocol", errors });
    });
  });
  return errors;
}

function checkAddresses(
  addresses: readonly EndpointAddress[],
  path: FieldPath,
  errors: FieldErrors,
): void {
  addresses.forEach(({ hostname, ip = "" }, index) => {
    const at = path.index(index);
    checkIp(ip, at.child("ip"), errors);
    if (hostname) checkText(dns1123Label, hostname, { path: at, name: "hostname", errors });
    checkNotSpecialIp(ip, at.child("ip"), errors);
  });
}
