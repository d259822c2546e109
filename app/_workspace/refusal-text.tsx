"use client";
// Why something was refused, in the reader's language.
import type { RefusalReason } from "@/lib/actions/refusal";
import { errors } from "@/lib/messages/errors";
import { fill } from "@/lib/messages/translate";
import { useLocale } from "../_ui/locale-context";

interface RefusalTextProps {
  readonly refusal: RefusalReason | undefined;
  readonly className?: string;
}

export function RefusalText({ refusal, className }: RefusalTextProps) {
  const locale = useLocale();
  return (
    <p role="alert" className={refusal === undefined ? "visually-hidden" : className}>
      {refusal && fill(errors[locale][refusal.key], refusal.values ?? {})}
    </p>
  );
}
