// The title of an objective for a whole class: values drawn per learner are left open.
import { InlineText } from "../../_ui/inline-text";

export function TaskTitle({ title }: { title: string }) {
  return <InlineText text={title.replaceAll(/\$\{[A-Z][A-Z0-9_]*\}/g, "…")} />;
}
