// Images that bring a shell and tools and end when their command ends: busybox, alpine, ubuntu, debian.
import { defineLayer } from "../../machine/layers";
import { defineImage } from "../define-image";
import { alpineTools, busyboxTools, debianTools } from "../tool-sets";

const release = (id: string, name: string, pretty: string, version: string) =>
  `PRETTY_NAME="${pretty}"\nNAME="${name}"\nVERSION_ID="${version}"\nID=${id}\n`;

const tmp = {
  "/tmp/": { mode: 0o1777 },
  "/root/": { mode: 0o700 },
  "/var/log/": {},
  "/home/": {},
  "/etc/group": "root:x:0:\n",
};
const passwd = {
  "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n",
};

export const busybox = defineImage({
  repository: "docker.io/library/busybox",
  tags: /^(latest|stable|1|1\.(?:2[4-9]|3[0-7])(?:\.\d)?)?(?:(?:^|-)(glibc|musl|uclibc))?$/,
  sizeBytes: 2_156_519,
  layers: [defineLayer("busybox", { ...tmp, ...passwd, "/var/www/": {}, "/usr/sbin/": {} })],
  command: ["sh"],
  tools: busyboxTools,
  shell: "ash",
});

export const alpine = defineImage({
  repository: "docker.io/library/alpine",
  tags: /^(latest|edge|3|3\.(?:1\d|2[0-3])(?:\.\d{1,2})?)$/,
  sizeBytes: 3_802_452,
  layers: [
    defineLayer("alpine", {
      ...tmp,
      ...passwd,
      "/etc/os-release": release("alpine", "Alpine Linux", "Alpine Linux v3.22", "3.22.1"),
      "/etc/alpine-release": "3.22.1\n",
    }),
  ],
  command: ["/bin/sh"],
  tools: alpineTools,
  shell: "ash",
});

export const ubuntu = defineImage({
  repository: "docker.io/library/ubuntu",
  tags: /^(latest|rolling|noble|jammy|focal|(?:18|20|22|24|25)\.(?:04|10))$/,
  sizeBytes: 29_723_147,
  layers: [
    defineLayer("ubuntu", {
      ...tmp,
      ...passwd,
      "/etc/os-release": release("ubuntu", "Ubuntu", "Ubuntu 24.04.3 LTS", "24.04"),
      "/etc/lsb-release": "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=24.04\n",
    }),
  ],
  command: ["/bin/bash"],
  tools: debianTools,
  shell: "bash",
});

export const debian = defineImage({
  repository: "docker.io/library/debian",
  tags: /^(latest|stable|trixie|bookworm|bullseye|1[0-3])(-slim)?$/,
  sizeBytes: 48_490_000,
  layers: [
    defineLayer("debian", {
      ...tmp,
      ...passwd,
      "/etc/os-release": release(
        "debian",
        "Debian GNU/Linux",
        "Debian GNU/Linux 12 (bookworm)",
        "12",
      ),
      "/etc/debian_version": "12.11\n",
    }),
  ],
  command: ["bash"],
  tools: debianTools,
  shell: "bash",
});
