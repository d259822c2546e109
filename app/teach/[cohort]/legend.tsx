import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import styles from "./board.module.css";
import { stateKeys } from "./cell-state";
import { type MarkState, StateMark } from "./state-mark";

const states: readonly MarkState[] = [
  ...(["passed", "assisted", "started", "stuck", "left", "new", "none"] as const),
];

export function Legend({ locale }: { locale: Locale }) {
  const t = translator(teach, locale);
  return (
    <ul role="list" className={styles.legend} aria-label={t("legend")}>
      {states.map((state) => (
        <li key={state}>
          <StateMark state={state} /> {t(stateKeys[state])}
        </li>
      ))}
    </ul>
  );
}
