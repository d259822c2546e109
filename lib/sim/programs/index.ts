// Every program a machine may have, beside its shell.
import type { Program } from "../machine/program";
import { imagePrograms } from "../runtime/images";
import { crictl } from "./crictl/crictl";
import { ctr } from "./ctr/ctr";
import { daemons } from "./daemons";
import { etcdctl } from "./etcdctl/etcdctl";
import { etcdutl } from "./etcdutl/etcdutl";
import { hostTools } from "./host-tools";
import { kubectl } from "./kubectl/kubectl";
import { nerdctl } from "./nerdctl/nerdctl";
import { networkTools } from "./network-tools";
import { openssl } from "./openssl";
import { shellTools } from "./shell-tools";
import type { World } from "./world";

export const programs: readonly Program<World>[] = [
  ...shellTools,
  ...networkTools,
  kubectl,
  openssl,
  etcdctl,
  etcdutl,
  ...hostTools,
  ...daemons,
  crictl,
  ctr,
  nerdctl,
  ...imagePrograms,
];

/** What a host has; the programs inside images are found only in their containers. */
export const hostPrograms: readonly string[] = [
  ...shellTools,
  ...networkTools,
  kubectl,
  openssl,
  etcdctl,
  etcdutl,
  ...hostTools,
  ...daemons,
  crictl,
  ctr,
  nerdctl,
].map(({ name }) => name);

/** What a machine has that belongs to no cluster: etcd can be started on it by hand. */
export const plainHostPrograms: readonly string[] = [
  ...[...shellTools, ...networkTools, ...hostTools, etcdctl, etcdutl].map(({ name }) => name),
  "etcd",
];
