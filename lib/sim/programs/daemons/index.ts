// Programs that systemd runs on a host.
import type { Program } from "../../machine/program";
import type { HostWorld } from "../host-world";
import { containerd } from "./containerd";
import { cron, sshd } from "./idle";
import { kubelet } from "./kubelet";

export const daemons: readonly Program<HostWorld>[] = [containerd, cron, kubelet, sshd];
