// Ports of containers, probes and services.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateContainerPorts, ValidatePortNumOrName)
import type { Container, ContainerPort } from "@/generated/kubernetes/types";
import { duplicate, type FieldPath, invalid, required } from "../../meta/field-errors";
import { portName, portNumber } from "../../meta/names";
import { checkOneOf, type FieldErrors } from "../field-rules";

export const protocols = ["SCTP", "TCP", "UDP"] as const;

export function checkContainerPorts(
  ports: readonly ContainerPort[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (ports === undefined) return;
  const names = new Set<string>();
  ports.forEach((port, index) => {
    checkContainerPort(port, names, path.index(index), errors);
  });
}

function checkContainerPort(
  port: ContainerPort,
  names: Set<string>,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (port.name) {
    const complaints = portName(port.name);
    for (const message of complaints) errors.push(invalid(path.child("name"), port.name, message));
    if (complaints.length === 0 && names.has(port.name)) {
      errors.push(duplicate(path.child("name"), port.name));
    }
    names.add(port.name);
  }
  if (!port.containerPort) errors.push(required(path.child("containerPort")));
  else checkPortNumber(port.containerPort, path, "containerPort", errors);
  if (port.hostPort) checkPortNumber(port.hostPort, path, "hostPort", errors);
  checkOneOf(port.protocol, protocols, { path, name: "protocol", errors });
}

export function checkPortNumber(
  port: number,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): void {
  for (const message of portNumber(port)) errors.push(invalid(path.child(name), port, message));
}

export function checkPortOrName(
  port: number | string | undefined,
  path: FieldPath,
  name: string,
  errors: FieldErrors,
): void {
  if (typeof port === "string") {
    for (const message of portName(port)) errors.push(invalid(path.child(name), port, message));
    return;
  }
  checkPortNumber(port ?? 0, path, name, errors);
}

/** No two containers may claim the same port of the host. */
export function checkHostPortConflicts(
  containers: readonly Container[],
  path: FieldPath,
  errors: FieldErrors,
): void {
  const taken = new Set<string>();
  containers.forEach((container, containerIndex) => {
    container.ports?.forEach((port, portIndex) => {
      if (!port.hostPort) return;
      const claim = `${port.protocol ?? ""}/${port.hostIP ?? ""}/${port.hostPort}`;
      if (taken.has(claim)) {
        const at = path.index(containerIndex).child("ports").index(portIndex);
        errors.push(duplicate(at.child("hostPort"), claim));
      }
      taken.add(claim);
    });
  });
}
