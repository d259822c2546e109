// One class I am in: what its instructors see, and the two ways to change that.
"use client";
import { useId, useState, useTransition } from "react";
import type { ActionResult } from "@/lib/actions/action";
import type { RefusalReason } from "@/lib/actions/refusal";
import { people } from "@/lib/messages/people";
import { type Locale, translator } from "@/lib/messages/translate";
import { errorText } from "../_form/error-text";
import styles from "../_form/form.module.css";
import { Notice } from "../_form/notice";
import { changeConsentAction, leaveCohortAction } from "./account-actions";

interface WatchingCohortProps {
  readonly locale: Locale;
  readonly cohortId: string;
  readonly cohortName: string;
  readonly instructors: readonly string[];
  readonly joinedOn: string;
  readonly consentToView: boolean;
}

export function WatchingCohort(props: WatchingCohortProps) {
  const { locale, cohortId, consentToView } = props;
  const t = translator(people, locale);
  const [isChanging, startChange] = useTransition();
  const [refusal, setRefusal] = useState<RefusalReason>();
  const consent = useId();

  const change = (act: () => Promise<ActionResult<void>>) =>
    startChange(async () => {
      const result = await act();
      setRefusal(result.ok ? undefined : result.error);
    });

  return (
    <li>
      <strong>
        {props.cohortName} · {t("instructors", { names: props.instructors.join(", ") })}
      </strong>
      <p className={styles.soft}>
        {consentToView ? t("watchersDetail") : t("watchersSummary")}{" "}
        {t("joinedOn", { date: props.joinedOn })}
      </p>
      <Notice text={refusal && errorText(refusal, locale)} />
      <div className={styles.check}>
        <input
          id={consent}
          type="checkbox"
          checked={consentToView}
          disabled={isChanging}
          onChange={(event) => {
            const isChecked = event.currentTarget.checked;
            change(() => changeConsentAction({ cohortId, consentToView: isChecked }));
          }}
        />
        <label htmlFor={consent} className={styles.label}>
          {t("consentLabel")}
        </label>
      </div>
      <details>
        <summary className={styles.soft}>{t("leave")}</summary>
        <div className={styles.stack}>
          <p className={styles.soft}>{t("leaveDetail")}</p>
          <p className={styles.buttons}>
            <button
              type="button"
              className={styles.quiet}
              disabled={isChanging}
              onClick={() => change(() => leaveCohortAction({ cohortId }))}
            >
              {t("leave")}
            </button>
          </p>
        </div>
      </details>
    </li>
  );
}
