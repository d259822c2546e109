import type { Ingress, IngressBackend, Service } from "@/generated/kubernetes/types";
import { getObject } from "../client";
import { asError } from "../command-error";
import { knownKind } from "../create/generator";
import { type DescribeContext, defineDescriber, writeOwnEvents } from "./describer";
import { endpointsText, slicesOf } from "./endpoint-text";
import { writeAnnotations, writeLabels } from "./maps";

const serviceKind = knownKind("v1", "Service", "services");

export const ingressDescriber = defineDescriber<Ingress>(
  "networking.k8s.io",
  "Ingress",
  (w, ingress, context) => {
    const { metadata, spec, status } = ingress;
    const namespace = metadata?.namespace ?? "";
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    w.write(0, `Namespace:\t${namespace}\n`);
    const addresses = (status?.loadBalancer?.ingress ?? []).map(
      ({ ip, hostname }) => ip || hostname || "",
    );
    w.write(0, `Address:\t${[...new Set(addresses)].sort().join(",")}\n`);
    w.write(0, `Ingress Class:\t${spec?.ingressClassName ?? "<none>"}\n`);
    const fallback =
      spec?.defaultBackend === undefined
        ? "<default>"
        : backendText(context, namespace, spec.defaultBackend);
    w.write(0, `Default backend:\t${fallback}\n`);
    if ((spec?.tls ?? []).length > 0) w.write(0, "TLS:\n");
    for (const { secretName, hosts = [] } of spec?.tls ?? []) {
      w.write(
        1,
        secretName
          ? `${secretName} terminates ${hosts.join(",")}\n`
          : `SNI routes ${hosts.join(",")}\n`,
      );
    }
    w.write(0, "Rules:\n  Host\tPath\tBackends\n");
    w.write(1, "----\t----\t--------\n");
    const rules = (spec?.rules ?? []).filter((rule) => rule.http !== undefined);
    for (const { host, http } of rules) {
      w.write(1, `${host || "*"}\t\n`);
      for (const { path = "", backend } of http?.paths ?? []) {
        w.write(2, `\t${path} \t${backendText(context, namespace, backend)}\n`);
      }
    }
    if (rules.length === 0) w.write(1, `*\t*\t${fallback}\n`);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    writeOwnEvents(w, ingress, context);
  },
);

function backendText(
  { session }: DescribeContext,
  namespace: string,
  backend: IngressBackend,
): string {
  const { service, resource } = backend;
  if (service !== undefined) {
    const port = service.port?.number ?? service.port?.name ?? "";
    const text = `${service.name}:${port}`;
    try {
      const slices = slicesOf(session, namespace, service.name);
      const place = { kind: serviceKind, namespace, name: service.name };
      const { spec } = getObject(session.cluster.client, place) as unknown as Service;
      const found = spec?.ports?.find(
        (one) => one.port === service.port?.number || (one.name ?? "") === service.port?.name,
      );
      return `${text} (${endpointsText(slices, found?.name ?? "")})`;
    } catch (thrown) {
      return `${text} (<error: ${asError(thrown).message}>)`;
    }
  }
  if (resource === undefined) return "";
  return `APIGroup: ${resource.apiGroup ?? "<none>"}, Kind: ${resource.kind}, Name: ${resource.name}`;
}
