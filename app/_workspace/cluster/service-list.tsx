"use client";
// Services and whom they reach.
import { workspace } from "@/lib/messages/workspace";
import { isSystem } from "@/lib/sessions/picture/picture-items";
import { useMessages } from "../../_ui/locale-context";
import { useSessionState } from "../session-context";
import styles from "./cluster-pane.module.css";
import type { PointedProps } from "./node-room";

export function ServiceList({ related, pointed, onOpen }: PointedProps) {
  const t = useMessages(workspace);
  const picture = useSessionState((state) => state.picture);
  const services = [...picture.values()]
    .filter((item) => item.type === "service")
    .filter(
      ({ namespace, name }) =>
        !isSystem(namespace) && !(namespace === "default" && name === "kubernetes"),
    );
  if (services.length === 0) return null;
  return (
    <section className={styles.list} aria-labelledby="cluster-services">
      <h3 id="cluster-services">{t("services")}</h3>
      <ul role="list">
        {services.map((service) => (
          <li key={service.key}>
            <button
              type="button"
              className={styles.workload}
              data-key={service.key}
              data-pointed={pointed === service.key || undefined}
              data-related={related.has(service.key) || undefined}
              onClick={() => onOpen(service.key)}
            >
              <span className={styles.name}>
                {service.namespace !== "default" && <i>{service.namespace}/</i>}
                {service.name}
              </span>
              <span className={styles.ports}>{service.ports}</span>
              <span className={styles.count} data-short={service.pods.length === 0 || undefined}>
                {service.pods.length === 0
                  ? t("reachesNone")
                  : t("reaches", { count: service.pods.length })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
