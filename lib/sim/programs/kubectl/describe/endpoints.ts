import type { EndpointAddress, Endpoints } from "@/generated/kubernetes/types";
import { defineDescriber, writeOwnEvents } from "./describer";
import { orNone, writeAnnotations, writeLabels } from "./maps";

export const endpointsDescriber = defineDescriber<Endpoints>(
  "",
  "Endpoints",
  (w, endpoints, context) => {
    const { metadata, subsets = [] } = endpoints;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, "Subsets:\n");
    for (const { addresses, notReadyAddresses, ports = [] } of subsets) {
      w.write(1, `Addresses:\t${addressText(addresses)}\n`);
      w.write(1, `NotReadyAddresses:\t${addressText(notReadyAddresses)}\n`);
      if (ports.length > 0) {
        w.write(1, "Ports:\n");
        w.write(2, "Name\tPort\tProtocol\n");
        w.write(2, "----\t----\t--------\n");
      }
      for (const { name, port, protocol = "TCP" } of ports)
        w.write(2, `${name || "<unset>"}\t${port}\t${protocol}\n`);
      w.write(0, "\n");
    }
    writeOwnEvents(w, endpoints, context);
  },
);

const addressText = (addresses: readonly EndpointAddress[] = []): string =>
  orNone(addresses.map((address) => address.ip).join(","));
