// Text as a word which a shell reads back as that text (`set -x`, `${x@Q}`, `printf %q`, `alias`).

export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Only where it is needed, as `set -x` shows commands. */
export function quoteIfNeeded(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteForShell(text);
}
