// Variables that tell a container where the services of its namespace are, as they were when it started.
//
// Kubernetes: pkg/kubelet/envvars/envvars.go
import type { Service } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";

export function serviceEnvironment(
  client: Client,
  namespace: string,
  withMaster: boolean,
): Record<string, string> {
  const own = namespace === "" ? [] : client.list("Service", { namespace });
  const master = client.get("Service", { namespace: "default", name: "kubernetes" });
  const services = own.filter(
    ({ metadata }) => metadata.name !== "kubernetes" || namespace !== "default",
  );
  const variables: Record<string, string> = {};
  if (withMaster && master !== undefined) addService(variables, master);
  for (const service of services) addService(variables, service);
  return variables;
}

function addService(variables: Record<string, string>, { metadata, spec }: Service): void {
  const address = spec?.clusterIP;
  const [first] = spec?.ports ?? [];
  if (address === undefined || address === "" || address === "None" || first === undefined) return;
  const name = metadata.name.toUpperCase().replaceAll("-", "_");
  variables[`${name}_SERVICE_HOST`] = address;
  variables[`${name}_SERVICE_PORT`] = String(first.port);
  for (const port of spec?.ports ?? []) {
    if (port.name)
      variables[`${name}_SERVICE_PORT_${port.name.toUpperCase().replaceAll("-", "_")}`] = String(
        port.port,
      );
  }
  for (const [index, port] of (spec?.ports ?? []).entries()) {
    const protocol = (port.protocol ?? "TCP").toLowerCase();
    const url = `${protocol}://${address}:${port.port}`;
    const prefix = `${name}_PORT_${port.port}_${protocol.toUpperCase()}`;
    if (index === 0) variables[`${name}_PORT`] = url;
    variables[prefix] = url;
    variables[`${prefix}_PROTO`] = protocol;
    variables[`${prefix}_PORT`] = String(port.port);
    variables[`${prefix}_ADDR`] = address;
  }
}
