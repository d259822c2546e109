import type { EndpointSlice } from "@/generated/kubernetes/types";
import { defineDescriber, orUnset, writeOwnEvents } from "./describer";
import { orNone, writeAnnotations, writeLabels } from "./maps";

export const endpointSliceDescriber = defineDescriber<EndpointSlice>(
  "discovery.k8s.io",
  "EndpointSlice",
  (w, slice, context) => {
    const { metadata, addressType, ports, endpoints } = slice;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `AddressType:\t${addressType}\n`);
    if (!ports?.length) w.write(0, "Ports: <unset>\n");
    else {
      w.write(0, "Ports:\n");
      w.write(1, "Name\tPort\tProtocol\n");
      w.write(1, "----\t----\t--------\n");
      for (const { name, port, protocol = "" } of ports)
        w.write(1, `${name || "<unset>"}\t${orUnset(port)}\t${protocol}\n`);
    }
    if (!endpoints?.length) w.write(0, "Endpoints: <none>\n");
    else w.write(0, "Endpoints:\n");
    for (const endpoint of endpoints ?? []) {
      w.write(1, `- Addresses:\t${orNone(endpoint.addresses.join(", "))}\n`);
      w.write(2, "Conditions:\n");
      w.write(3, `Ready:\t${orUnset(endpoint.conditions?.ready)}\n`);
      w.write(2, `Hostname:\t${orUnset(endpoint.hostname)}\n`);
      const target = endpoint.targetRef;
      if (target !== undefined)
        w.write(2, `TargetRef:\t${target.kind ?? ""}/${target.name ?? ""}\n`);
      w.write(2, `NodeName:\t${orUnset(endpoint.nodeName)}\n`);
      w.write(2, `Zone:\t${orUnset(endpoint.zone)}\n`);
    }
    writeOwnEvents(w, slice, context);
  },
);
