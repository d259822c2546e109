// Small choices of the reader (theme, language) live in cookies, so that the server draws them right at once.

const yearSeconds = 365 * 24 * 60 * 60;

/** `undefined` forgets the choice. */
export function remember(name: string, value: string | undefined): void {
  const age = value === undefined ? 0 : yearSeconds;
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox has no Cookie Store API yet.
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
