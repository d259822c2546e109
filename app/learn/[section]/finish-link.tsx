"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "../../_ui/link-pending";
import { finishLesson } from "../actions";

interface FinishLinkProps {
  readonly section: number;
  readonly href: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** A plain link that also says, without making anybody wait, that the lesson is read. */
export function FinishLink({ section, href, className, children }: FinishLinkProps) {
  return (
    <Link href={href} className={className} onClick={() => void finishLesson({ section })}>
      {children}
      <LinkPending />
    </Link>
  );
}
