"use client";
// Says a new verdict aloud.
import { useEffect, useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import type { LabInfo } from "../lab-info";
import { useSessionState } from "../session-context";

export function Announcer({ lab }: { lab: LabInfo | undefined }) {
  const t = useMessages(workspace);
  const grading = useSessionState((state) => state.grading);
  const told = useRef(grading?.sequence);
  const [said, setSaid] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: Once per verdict.
  useEffect(() => {
    if (grading === undefined || grading.sequence === told.current) return;
    told.current = grading.sequence;
    const { tasks } = grading.verdict;
    const passed = tasks.filter(({ verdict }) => verdict.status === "pass").length;
    const first = tasks.find(({ verdict }) => verdict.status === "fail");
    const found = first?.verdict.status === "fail" ? first.verdict.found : "";
    const title = lab?.tasks.find(({ id }) => id === first?.id)?.title ?? "";
    setSaid(
      passed === tasks.length
        ? t("verdictAll", { total: tasks.length })
        : t("verdictSaid", {
            total: tasks.length,
            passed,
            first: `${title} ${found}`.replaceAll("`", "").trim(),
          }),
    );
  }, [grading]);
  return (
    <p className="visually-hidden" role="status" aria-live="assertive" data-verdict="">
      {said}
    </p>
  );
}
