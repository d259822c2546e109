import type { Metadata } from "next";
import Link from "next/link";
import { readLocale } from "@/lib/messages/read-locale";
import { site } from "@/lib/messages/site";
import { translator } from "@/lib/messages/translate";
import styles from "./_ui/notice.module.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(site, await readLocale());
  return { title: t("notFoundTitle") };
}

export default async function NotFound() {
  const t = translator(site, await readLocale());
  return (
    <main id="main" tabIndex={-1} className={styles.notice}>
      <h1>{t("notFoundHeading")}</h1>
      <p>{t("notFoundBody")}</p>
      <p>
        <Link href="/learn">{t("toCourse")}</Link>
      </p>
    </main>
  );
}
