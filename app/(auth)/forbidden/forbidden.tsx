// What somebody sees at an address that is not for them.
import Link from "next/link";
import { currentViewer } from "@/lib/auth/viewer";
import { auth } from "@/lib/messages/auth";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import styles from "../_form/form.module.css";

export default async function Forbidden() {
  const t = translator(auth, await readLocale());
  const viewer = await currentViewer();
  return (
    <main id="main" className={styles.sheet}>
      <header className={styles.head}>
        <h1>{t("forbiddenTitle")}</h1>
        <p>{t("forbiddenBody")}</p>
        {viewer && <p className={styles.soft}>{t("forbiddenAs", { name: viewer.name })}</p>}
      </header>
      <p className={styles.buttons}>
        <Link href="/learn" className={styles.button}>
          {t("toCourse")}
        </Link>
        <Link href="/login" className={styles.quiet}>
          {t("forbiddenSwitch")}
        </Link>
      </p>
    </main>
  );
}
