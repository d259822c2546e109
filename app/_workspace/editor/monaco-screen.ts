"use client";
// The one file that touches Monaco: an editor for YAML with the cluster's own schemas, a model per open file.
import type * as Monaco from "monaco-editor";
import type { MonacoYaml } from "monaco-yaml";
import { isDarkTheme, onThemeChange, tokenColor } from "../css-colors";
import { createEditorSchema } from "./editor-schema";
import { inKorean, lookalikes } from "./korean-markers";

export interface Problem {
  readonly line: number;
  readonly message: string;
  readonly isError: boolean;
}

export interface EditorScreenOptions {
  onChange(path: string, text: string): void;
  onProblems(path: string, problems: readonly Problem[]): void;
  readonly isKorean: boolean;
  readonly fontSize: number;
}

export interface ShownFile {
  readonly path: string;
  readonly text: string;
  readonly label: string;
  readonly isReadOnly: boolean;
}

export interface EditorScreen {
  show(file: ShownFile): void;
  reveal(line: number): void;
  focus(): void;
  forget(path: string): void;
  dispose(): void;
}

const fontFamily = '"D2Coding", "D2Coding Full", "NanumGothicCoding", monospace';
const schemaUri = "inmemory://naru/kubernetes.json";
const koreanOwner = "naru";

interface Shared {
  readonly monaco: typeof Monaco;
  readonly yaml: MonacoYaml;
  readonly schema: ReturnType<typeof createEditorSchema>;
}

/** Monaco is one per page: its workers, its language service and its theme are shared. */
let loading: Promise<Shared> | undefined;

async function load(): Promise<Shared> {
  self.MonacoEnvironment = {
    getWorker: (_, label) =>
      label === "yaml"
        ? new Worker(new URL("./yaml.worker.ts", import.meta.url), { type: "module" })
        : new Worker(new URL("monaco-editor/esm/vs/editor/editor.worker.js", import.meta.url), {
            type: "module",
          }),
  };
  const [monaco, { configureMonacoYaml }] = await Promise.all([
    import("monaco-editor"),
    import("monaco-yaml"),
  ]);
  const yaml = configureMonacoYaml(monaco, { ...yamlOptions, schemas: [] });
  return { monaco, yaml, schema: createEditorSchema() };
}

const yamlOptions = {
  enableSchemaRequest: false,
  completion: true,
  validate: true,
  hover: true,
} as const;

export async function openEditorScreen(
  host: HTMLElement,
  options: EditorScreenOptions,
): Promise<EditorScreen> {
  loading ??= load();
  const [{ monaco, yaml, schema }] = await Promise.all([
    loading,
    document.fonts.load(`${options.fontSize}px "D2Coding"`, "가a").catch(() => []),
  ]);
  applyTheme(monaco);
  const editor = monaco.editor.create(host, {
    model: null,
    automaticLayout: true,
    fontFamily,
    fontSize: options.fontSize,
    lineHeight: 1.6,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: "line",
    renderLineHighlightOnlyWhenFocus: true,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    folding: false,
    padding: { top: 10, bottom: 10 },
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    autoIndent: "keep",
    quickSuggestions: { other: true, strings: true, comments: false },
    suggest: { showWords: false },
    wordBasedSuggestions: "off",
    unicodeHighlight: { ambiguousCharacters: false },
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    // The hidden text field copes with Korean input methods on every browser.
    editContext: false,
    scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8 },
    bracketPairColorization: { enabled: false },
    guides: { indentation: true },
    contextmenu: false,
  });
  const models = new Map<string, Monaco.editor.ITextModel>();
  let isOurs = false;

  const stopTheme = onThemeChange(() => applyTheme(monaco));
  const stopMarkers = monaco.editor.onDidChangeMarkers((uris) => {
    for (const [path, model] of models) {
      if (uris.some((uri) => uri.toString() === model.uri.toString())) tellProblems(path, model);
    }
  });

  function tellProblems(path: string, model: Monaco.editor.ITextModel): void {
    const markers = monaco.editor.getModelMarkers({ resource: model.uri });
    const translated = markers.map((marker) => ({
      ...marker,
      message: options.isKorean ? inKorean(marker.message) : marker.message,
    }));
    const isChanged = translated.some(({ message }, at) => message !== markers[at]?.message);
    if (isChanged) {
      const own = translated.filter(({ owner }) => owner === "yaml");
      return monaco.editor.setModelMarkers(model, "yaml", own);
    }
    const problems = markers.map(({ startLineNumber: line, message, severity }) => ({
      line,
      message,
      isError: severity === monaco.MarkerSeverity.Error,
    }));
    options.onProblems(
      path,
      problems.sort((a, b) => a.line - b.line),
    );
  }

  async function learn(text: string): Promise<void> {
    const found = await schema.meet(text);
    if (found === undefined) return;
    await yaml.update({
      ...yamlOptions,
      schemas: [{ uri: schemaUri, fileMatch: ["**/*.yaml", "**/*.yml"], schema: found as never }],
    });
  }

  function modelOf({ path, text }: ShownFile): Monaco.editor.ITextModel {
    const known = models.get(path);
    if (known !== undefined) return known;
    const isYaml = /\.ya?ml$/.test(path) || /^(apiVersion|kind):/m.test(text);
    const uri = monaco.Uri.parse(
      `file://${encodeURI(path)}${/\.ya?ml$/.test(path) || !isYaml ? "" : ".yaml"}`,
    );
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(text, isYaml ? "yaml" : "plaintext", uri);
    models.set(path, model);
    model.onDidChangeContent(() => {
      remarkLookalikes(monaco, model, options.isKorean);
      if (isYaml) void learn(model.getValue());
      if (!isOurs) options.onChange(path, model.getValue());
    });
    remarkLookalikes(monaco, model, options.isKorean);
    if (isYaml) void learn(text);
    return model;
  }

  return {
    show(file) {
      const model = modelOf(file);
      if (model.getValue() !== file.text) {
        isOurs = true;
        // Keeps the cursor and the editor's own undo, unlike setValue.
        model.pushEditOperations(
          [],
          [{ range: model.getFullModelRange(), text: file.text }],
          () => null,
        );
        isOurs = false;
      }
      if (editor.getModel() !== model) editor.setModel(model);
      editor.updateOptions({ readOnly: file.isReadOnly, ariaLabel: file.label });
      tellProblems(file.path, model);
    },
    reveal(line) {
      editor.revealLineInCenter(line);
      editor.setPosition({ lineNumber: line, column: 1 });
      editor.focus();
    },
    focus: () => editor.focus(),
    forget(path) {
      models.get(path)?.dispose();
      models.delete(path);
    },
    dispose() {
      stopTheme();
      stopMarkers.dispose();
      editor.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
}

function remarkLookalikes(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  isKorean: boolean,
): void {
  const markers = isKorean ? lookalikes(model.getValue()) : [];
  monaco.editor.setModelMarkers(
    model,
    koreanOwner,
    markers.map(({ line, from, to, message }) => ({
      startLineNumber: line,
      endLineNumber: line,
      startColumn: from,
      endColumn: to,
      message,
      severity: monaco.MarkerSeverity.Warning,
    })),
  );
}

function applyTheme(monaco: typeof Monaco): void {
  const color = (token: string) => tokenColor(token);
  const plain = (token: string) => color(token).slice(1);
  monaco.editor.defineTheme("naru", {
    base: isDarkTheme() ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: plain("--ink") },
      { token: "type", foreground: plain("--accent") },
      { token: "string", foreground: plain("--code-token-string") },
      { token: "number", foreground: plain("--code-token-constant") },
      { token: "keyword", foreground: plain("--code-token-constant") },
      { token: "comment", foreground: plain("--ink-faint") },
      { token: "operators", foreground: plain("--ink-soft") },
      { token: "delimiter", foreground: plain("--ink-soft") },
    ],
    colors: {
      "editor.background": color("--paper-raised"),
      "editor.foreground": color("--ink"),
      "editorLineNumber.foreground": color("--ink-faint"),
      "editorLineNumber.activeForeground": color("--ink"),
      "editor.lineHighlightBackground": color("--paper-soft"),
      "editor.lineHighlightBorder": color("--paper-soft"),
      "editorCursor.foreground": color("--accent"),
      "editor.selectionBackground": color("--selection"),
      "editorIndentGuide.background1": color("--line"),
      "editorIndentGuide.activeBackground1": color("--line-strong"),
      "editorWidget.background": color("--paper-raised"),
      "editorWidget.border": color("--line-strong"),
      "editorSuggestWidget.selectedBackground": color("--accent-soft"),
      "editorSuggestWidget.selectedForeground": color("--ink"),
      "editorSuggestWidget.highlightForeground": color("--accent"),
      "editorHoverWidget.background": color("--paper-raised"),
      "editorHoverWidget.border": color("--line-strong"),
      "editorError.foreground": color("--danger"),
      "editorWarning.foreground": color("--warning"),
      "scrollbar.shadow": "#00000000",
      focusBorder: color("--focus"),
    },
  });
  monaco.editor.setTheme("naru");
}
