/** The one syntax highlighter of the process; its colours are CSS variables, so one pass serves light and dark. */
import { createCssVariablesTheme, createHighlighter, type Highlighter } from "shiki";

export const codeTheme = createCssVariablesTheme({ name: "naru", variablePrefix: "--code-" });

const languages = ["bash", "yaml", "json", "ini", "sql", "go", "python", "diff", "docker"];

const shared = globalThis as typeof globalThis & { naruHighlighter?: Promise<Highlighter> };

export function highlighter(): Promise<Highlighter> {
  shared.naruHighlighter ??= createHighlighter({ themes: [codeTheme], langs: languages });
  return shared.naruHighlighter;
}
