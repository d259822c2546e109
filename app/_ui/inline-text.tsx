// Short texts from YAML and attributes may carry `code`; this draws it.

export function InlineText({ text }: { text: string }) {
  return text.split(/(`[^`]+`)/u).map((part, index) =>
    part.length > 2 && part.startsWith("`") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
      <code key={index}>{part.slice(1, -1)}</code>
    ) : (
      part
    ),
  );
}
