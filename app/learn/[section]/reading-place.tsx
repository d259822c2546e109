"use client";
// Remembers how far one has read, and offers to go on there.
import { useEffect, useState } from "react";
import { learn } from "@/lib/messages/learn";
import { useMessages } from "../../_ui/locale-context";
import { useCurrentHeading } from "../../_ui/use-current-heading";
import { keepPosition } from "../actions";
import styles from "./reading-place.module.css";

interface ReadingPlaceProps {
  readonly section: number;
  readonly headings: readonly { readonly id: string; readonly title: string }[];
  /** The heading reached last time; empty for none. */
  readonly saved: string;
  /** Whether there is anybody to remember it for. */
  readonly remembers: boolean;
}

const restMs = 1500;

export function ReadingPlace({ section, headings, saved, remembers }: ReadingPlaceProps) {
  const t = useMessages(learn);
  const current = useCurrentHeading(headings.map(({ id }) => id));
  const [asOpened] = useState(saved);
  const heading = headings.find(({ id }) => id === asOpened);

  useEffect(() => {
    if (!remembers) return;
    // Opening a lesson makes it the place to go on from, but does not lose how far one was.
    const position = current === "" ? asOpened : current;
    const timer = setTimeout(() => void keepPosition({ section, position }), restMs);
    return () => clearTimeout(timer);
  }, [remembers, section, current, asOpened]);

  if (heading === undefined) return null;
  return (
    <p className={`${styles.resume} screen-only`}>
      {t("resumeHere", { heading: heading.title })}{" "}
      <a href={`#${encodeURIComponent(heading.id)}`}>{t("resumeJump")}</a>
    </p>
  );
}
