// A cluster somebody shared: whoever opens the link makes a copy of their own.
import type { Metadata } from "next";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import styles from "../../page.module.css";
import { MakeCopy } from "./make-copy";

interface CopyProps {
  readonly params: Promise<{ name: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(workspace, await readLocale())("copyTitle") };
}

export default async function Copy({ params }: CopyProps) {
  const t = translator(workspace, await readLocale());
  const { name } = await params;
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <h1>{t("copyTitle")}</h1>
      <p>{t("copyWhat")}</p>
      <MakeCopy name={name} />
    </main>
  );
}
