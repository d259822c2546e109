import type { Command } from "../command";
import { rolloutHistory } from "./rollout-history";
import { rolloutPause, rolloutRestart, rolloutResume } from "./rollout-patch";
import { rolloutStatus } from "./rollout-status";
import { rolloutUndo } from "./rollout-undo";

export const rollout: Command = {
  name: "rollout",
  summary: "Manage the rollout of a resource",
  long: `Manage the rollout of one or many resources.

 Valid resource types include:

  *  deployments
  *  daemonsets
  *  statefulsets
`,
  usage: "SUBCOMMAND",
  group: { isFailure: true, output: "stdout" },
  subcommands: [
    rolloutHistory,
    rolloutPause,
    rolloutRestart,
    rolloutResume,
    rolloutStatus,
    rolloutUndo,
  ],
};
