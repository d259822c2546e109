// A step in a few words.
import type { teach } from "@/lib/messages/teach";
import type { Translate } from "@/lib/messages/translate";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { spanText } from "../../_ui/time-text";

export function stepText(step: ReplayStep, t: Translate<typeof teach.ko>): string {
  const { kind, label, grade } = step;
  switch (kind) {
    case "request":
      return label;
    case "command":
      return label.split("\n")[0] ?? "";
    case "signal":
      return label === "INT" ? "Ctrl-C" : t("stepSignal", { signal: label });
    case "save":
      return t("stepSave", { path: label });
    case "delete":
      return t("stepDelete", { path: label });
    case "editor":
      return t("stepEditor");
    case "skip":
      return t("stepSkip", { time: spanText(Number(label), t) });
    case "check": {
      if (grade === undefined) return t("stepCheck");
      return `${t("stepCheck")} ${t("verdictOf", { score: grade.score, maxScore: grade.maxScore })}`;
    }
    case "hint":
      return t("stepHint");
    case "solution":
      return t("stepSolution");
    case "checkpoint":
      return t("stepCheckpoint", { name: label });
    case "undo":
      return label === "0" ? t("stepUndoStart") : t("stepUndo");
  }
}
