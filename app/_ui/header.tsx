// The thin line over every page: where home is, the course, the search, and who reads.
import { cookies } from "next/headers";
import Link from "next/link";
import { currentViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { site } from "@/lib/messages/site";
import { translator } from "@/lib/messages/translate";
import styles from "./header.module.css";
import { LandingMark } from "./landing-mark";
import { LocaleSwitch } from "./locale-switch";
import { Search } from "./search";
import { themeCookie, themeOf } from "./theme";
import { ThemeSwitch } from "./theme-switch";

export async function Header() {
  const t = translator(site, await readLocale());
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  const viewer = await currentViewer();
  return (
    <header className={`${styles.header} screen-only`}>
      <Link href="/" className={styles.name}>
        <LandingMark />
        {t("name")}
      </Link>
      <nav aria-label={t("navigation")} className={styles.navigation}>
        <Link href="/learn">{t("course")}</Link>
        {viewer && viewer.role !== "LEARNER" && <Link href="/teach">{t("teach")}</Link>}
      </nav>
      <div className={styles.tools}>
        <Search />
        <LocaleSwitch />
        <ThemeSwitch initial={theme} />
        {viewer ? (
          <Link href="/account" className={styles.person}>
            {viewer.isGuest ? t("guest") : viewer.name}
          </Link>
        ) : (
          <Link href="/login" className={styles.person}>
            {t("signIn")}
          </Link>
        )}
      </div>
    </header>
  );
}
