import type { Command } from "../command";
import { completeOfType } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { selectorFlag } from "../flags/shared-flags";
import { topNode } from "../top/top-node";
import { topPod } from "../top/top-pod";

export const top: Command = {
  name: "top",
  summary: "Display resource (CPU/memory) usage",
  long: "Display resource (CPU/memory) usage.\n\n This command shows what the metrics server measures; without it there is nothing to show.",
  usage: "",
  subcommands: [
    {
      name: "node",
      aliases: ["nodes", "no"],
      summary: "Display resource (CPU/memory) usage of nodes",
      usage: "[NAME | -l label]",
      flags: defineFlags(
        `no-headers:bool ${selectorFlag} show-capacity:bool show-swap:bool sort-by:string use-protocol-buffers:bool=true`,
      ),
      run: topNode,
      complete: completeOfType("nodes"),
    },
    {
      name: "pod",
      aliases: ["pods", "po"],
      summary: "Display resource (CPU/memory) usage of pods",
      usage: "[NAME | -l label]",
      flags: defineFlags(
        `all-namespaces,A:bool containers:bool field-selector:string no-headers:bool ${selectorFlag} show-swap:bool sort-by:string sum:bool use-protocol-buffers:bool=true`,
      ),
      run: topPod,
      complete: completeOfType("pods"),
    },
  ],
};
