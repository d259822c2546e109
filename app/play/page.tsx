// The playground: presets to choose, nothing asked.
import type { Metadata } from "next";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import { presets } from "@/lib/sim";
import styles from "./page.module.css";
import { PresetList } from "./preset-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(workspace, await readLocale());
  return { title: t("playTitle"), description: t("playIntro") };
}

/** Made for replaying recordings, not for people. */
const hidden: ReadonlySet<string> = new Set(["base-cluster", "node1", "single-etcd"]);

export default async function Play() {
  const t = translator(workspace, await readLocale());
  const shown = presets
    .filter(({ name }) => !hidden.has(name))
    .map(({ name, summary, nodes, machines }) => ({
      name,
      summary,
      nodes: machines ?? nodes.map((node) => node.name),
    }));
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <h1>{t("playTitle")}</h1>
      <p>{t("playIntro")}</p>
      <PresetList presets={shown} />
    </main>
  );
}
