// EndpointSlice: the addresses behind a Service, at most a hundred to a slice.
//
// Kubernetes: pkg/registry/discovery/endpointslice/strategy.go, pkg/apis/discovery/v1/defaults.go
import type { EndpointSlice } from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldError,
  fieldPath,
  invalid,
  required,
  tooMany,
} from "../../meta/field-errors";
import { dns1123Label } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { checkNotSpecialIp, isIpv4, isIpv6 } from "../address-rules";
import { age, ageColumn, column, descriptionOf, nameColumn } from "../cells";
import { type Draft, defineKind } from "../define-kind";
import { checkImmutable, checkOneOf, checkText, type FieldErrors } from "../field-rules";
import { protocols } from "../pod/port-rules";

const maxEndpoints = 1000;
const maxPorts = 20_000;

export const endpointSlice = defineKind<EndpointSlice>()({
  kind: "EndpointSlice",
  group: "discovery.k8s.io",
  version: "v1",
  plural: "endpointslices",
  singular: "endpointslice",
  namespaced: true,
  hasGeneration: true,
  setDefaults({ ports }) {
    ports?.forEach((port) => {
      port.name ??= "";
      port.protocol ??= "TCP";
    });
  },
  prepareForUpdate: raiseGeneration,
  validate,
  validateUpdate(resource, old) {
    const errors = validate(resource);
    checkImmutable(resource.addressType, old.addressType, "addressType", errors);
    return errors;
  },
  columns: [
    nameColumn,
    column("AddressType", descriptionOf("discovery.v1.EndpointSlice", "addressType")),
    column("Ports", descriptionOf("discovery.v1.EndpointSlice", "ports")),
    column("Endpoints", descriptionOf("discovery.v1.EndpointSlice", "endpoints")),
    ageColumn,
  ],
  row: (resource, now) => [
    resource.metadata.name,
    resource.addressType ?? "",
    cell(
      (resource.ports ?? []).map(({ name, port }) =>
        port === undefined ? name || "*" : String(port),
      ),
    ),
    cell((resource.endpoints ?? []).flatMap(({ addresses }) => addresses)),
    age(resource, now),
  ],
  example: {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: "web-abcde",
      namespace: "default",
      labels: { "kubernetes.io/service-name": "web" },
    },
    addressType: "IPv4",
    endpoints: [{ addresses: ["192.0.2.7"] }],
    ports: [{ name: "", port: 80, protocol: "TCP" }],
  },
});

const shown = 3;

function cell(items: readonly string[]): string {
  const list = items.slice(0, shown).join(",");
  if (items.length > shown) return `${list} + ${items.length - shown} more...`;
  return list === "" ? "<unset>" : list;
}

/** Everything but metadata counts as its spec, and labels count too. */
function raiseGeneration(draft: Draft<EndpointSlice>, old: EndpointSlice): void {
  const isSame =
    deepEqual(draft.endpoints, old.endpoints) &&
    deepEqual(draft.ports, old.ports) &&
    draft.addressType === old.addressType &&
    deepEqual(draft.metadata.labels, old.metadata.labels);
  if (!isSame) draft.metadata.generation = (old.metadata.generation ?? 0) + 1;
}

function validate(resource: EndpointSlice): FieldErrors {
  const errors: FieldError[] = [];
  const { addressType, endpoints = [], ports = [] } = resource;
  const types = ["FQDN", "IPv4", "IPv6"];
  checkOneOf(addressType, types, { path: fieldPath(), name: "addressType", errors });
  if (endpoints.length > maxEndpoints) {
    errors.push(tooMany("endpoints", endpoints.length, maxEndpoints));
  }
  endpoints.forEach((endpoint, index) => {
    const path = fieldPath("endpoints").index(index);
    const addresses = endpoint.addresses ?? [];
    if (addresses.length === 0) {
      errors.push(required(path.child("addresses"), "must contain at least 1 address"));
    }
    addresses.forEach((address, position) => {
      const at = path.child("addresses").index(position);
      if (addressType === "IPv4" && !isIpv4(address)) {
        errors.push(invalid(at, address, "must be a valid IPv4 address"));
      } else if (addressType === "IPv6" && !isIpv6(address)) {
        errors.push(invalid(at, address, "must be a valid IPv6 address"));
      } else if (addressType !== "FQDN") checkNotSpecialIp(address, at, errors);
    });
    if (endpoint.hostname) {
      checkText(dns1123Label, endpoint.hostname, { path, name: "hostname", errors });
    }
  });
  checkPorts(ports, errors);
  return errors;
}

function checkPorts(ports: NonNullable<EndpointSlice["ports"]>, errors: FieldErrors): void {
  if (ports.length > maxPorts) errors.push(tooMany("ports", ports.length, maxPorts));
  ports.forEach(({ name = "", protocol }, index) => {
    const path = fieldPath("ports").index(index);
    if (name !== "") checkText(dns1123Label, name, { path, name: "name", errors });
    if (ports.findIndex((port) => (port.name ?? "") === name) < index) {
      errors.push(duplicate(path.child("name"), name));
    }
    checkOneOf(protocol, protocols, { path, name: "protocol", errors });
  });
}
