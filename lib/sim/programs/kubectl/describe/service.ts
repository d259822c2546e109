import type { Service, ServicePort } from "@/generated/kubernetes/types";
import { formatLabels } from "@/lib/sim/meta/selector";
import { asError } from "../command-error";
import { defineDescriber, writeOwnEvents } from "./describer";
import { endpointsText, slicesOf } from "./endpoint-text";
import { orNone, writeAnnotations, writeLabels } from "./maps";

export const serviceDescriber = defineDescriber<Service>("", "Service", (w, service, context) => {
  const { metadata, spec, status } = service;
  const line = (label: string, value: unknown) => w.write(0, `${label}:\t${String(value ?? "")}\n`);
  const optional = (label: string, value: unknown) => {
    if (value !== undefined && value !== "" && value !== 0) line(label, value);
  };
  line("Name", metadata?.name);
  line("Namespace", metadata?.namespace);
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  line("Selector", formatLabels(spec?.selector));
  line("Type", spec?.type);
  optional("IP Family Policy", spec?.ipFamilyPolicy);
  line("IP Families", orNone((spec?.ipFamilies ?? []).join(",")));
  line("IP", spec?.clusterIP);
  line("IPs", orNone((spec?.clusterIPs ?? []).join(",")));
  optional("External IPs", (spec?.externalIPs ?? []).join(","));
  optional("Desired LoadBalancer IP", spec?.loadBalancerIP);
  optional("External Name", spec?.externalName);
  const ingress = status?.loadBalancer?.ingress ?? [];
  optional(
    "LoadBalancer Ingress",
    ingress
      .map(({ ip, ipMode, hostname }) =>
        ip ? `${ip}${ipMode ? ` (${ipMode})` : ""}` : (hostname ?? ""),
      )
      .join(", "),
  );
  const slices = findSlices();
  for (const port of spec?.ports ?? []) writePort(port);
  line("Session Affinity", spec?.sessionAffinity);
  optional("External Traffic Policy", spec?.externalTrafficPolicy);
  optional("Internal Traffic Policy", spec?.internalTrafficPolicy);
  optional("HealthCheck NodePort", spec?.healthCheckNodePort);
  optional("LoadBalancer Source Ranges", (spec?.loadBalancerSourceRanges ?? []).join(","));
  optional("Traffic Distribution", spec?.trafficDistribution);
  writeOwnEvents(w, service, context);

  function findSlices() {
    try {
      return slicesOf(context.session, metadata?.namespace ?? "", metadata?.name ?? "");
    } catch (thrown) {
      asError(thrown);
      return [];
    }
  }

  function writePort({
    name = "",
    port,
    protocol,
    targetPort,
    nodePort,
    appProtocol,
  }: ServicePort): void {
    line("Port", `${name || "<unset>"}\t${port}/${protocol}`);
    line("TargetPort", `${targetPort}/${protocol}`);
    optional("AppProtocol", appProtocol);
    if (nodePort) line("NodePort", `${name || "<unset>"}\t${nodePort}/${protocol}`);
    line("Endpoints", endpointsText(slices, name));
  }
});
