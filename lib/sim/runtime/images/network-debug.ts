// Images that bring network tools: curlimages/curl, nicolaka/netshoot, jessie-dnsutils.
import { defineLayer } from "../../machine/layers";
import { defineImage } from "../define-image";
import { alpineTools, debianTools, networkTools } from "../tool-sets";

export const curl = defineImage({
  repository: "docker.io/curlimages/curl",
  tags: /^(latest|[78]\.\d{1,2}\.\d)$/,
  sizeBytes: 8_900_000,
  entrypoint: ["/entrypoint.sh"],
  command: ["curl"],
  users: { curl_user: 100 },
  tools: [...alpineTools, "curl"],
  layers: [
    defineLayer("curl", { "/entrypoint.sh": { text: '#!/bin/sh\nexec "$@"\n', mode: 0o755 } }),
  ],
});

export const netshoot = defineImage({
  repository: "docker.io/nicolaka/netshoot",
  tags: /^(latest|v0\.\d{1,2})$/,
  sizeBytes: 200_000_000,
  command: ["bash"],
  tools: [...alpineTools, ...networkTools, "bash", "jq"],
});

export const dnsutils = defineImage({
  repository: "registry.k8s.io/e2e-test-images/jessie-dnsutils",
  tags: /^1\.\d$/,
  sizeBytes: 100_000_000,
  command: ["sleep", "infinity"],
  tools: [...debianTools, ...networkTools],
  shell: "dash",
});
