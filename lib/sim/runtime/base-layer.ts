// What every container has below its image's files: the directories the runtime makes.
import { defineLayer } from "../machine/layers";

export const baseLayer = defineLayer("container-base", {
  "/bin/": "",
  "/dev/termination-log": "",
  "/etc/": "",
  "/home/": "",
  "/proc/": { mode: 0o555 },
  "/root/": { mode: 0o700 },
  "/run/": "",
  "/sys/": { mode: 0o555 },
  "/tmp/": { mode: 0o1777 },
  "/usr/bin/": "",
  "/var/run/": "",
});
