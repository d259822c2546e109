"use client";
// When we failed: say so, say that nothing is lost, and offer to try again.
import Link from "next/link";
import { site } from "@/lib/messages/site";
import { useMessages } from "./_ui/locale-context";
import styles from "./_ui/notice.module.css";

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorProps) {
  const t = useMessages(site);
  return (
    <main id="main" tabIndex={-1} className={styles.notice}>
      <h1>{t("errorHeading")}</h1>
      <p>{t("errorBody")}</p>
      {process.env.NODE_ENV !== "production" && <pre>{error.message}</pre>}
      <p>
        <button type="button" onClick={reset}>
          {t("tryAgain")}
        </button>
        <Link href="/learn">{t("toCourse")}</Link>
      </p>
      {error.digest !== undefined && (
        <p className={styles.digest}>{t("errorDigest", { digest: error.digest })}</p>
      )}
    </main>
  );
}
