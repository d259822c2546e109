// Every program a machine may have, beside its shell.
import type { Program } from "../machine/program";
import { imagePrograms } from "../runtime/images";
import { kubectl } from "./kubectl/kubectl";
import { networkTools } from "./network-tools";
import { openssl } from "./openssl";
import { shellTools } from "./shell-tools";
import type { World } from "./world";

export const programs: readonly Program<World>[] = [
  ...shellTools,
  ...networkTools,
  kubectl,
  openssl,
  ...imagePrograms,
];

/** What a host has; the programs inside images are found only in their containers. */
export const hostPrograms: readonly string[] = [
  ...shellTools,
  ...networkTools,
  kubectl,
  openssl,
].map(({ name }) => name);
