// Tools that look after a host: processes, services, its network and what it has.
import type { Program } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import type { HostWorld } from "../host-world";
import { ip } from "./ip";
import { journalctl } from "./journalctl";
import { pgrep, pidof, ps } from "./ps";
import { df, free, nproc, top, uptime } from "./resources";
import { netstat, ss } from "./ss";
import { ssh } from "./ssh";
import { systemctl } from "./systemctl";

export const hostTools: readonly Program<HostWorld & NetworkWorld>[] = [
  df,
  free,
  ip,
  journalctl,
  netstat,
  nproc,
  pgrep,
  pidof,
  ps,
  ss,
  ssh,
  systemctl,
  top,
  uptime,
];
