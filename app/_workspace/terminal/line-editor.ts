// The line being typed, as a value: what the keys of a shell do to it. No terminal and no timer in here.

export interface Line {
  readonly text: string;
  /** A position between characters of `text`, in UTF-16 units. */
  readonly cursor: number;
}

export interface EditorState {
  readonly line: Line;
  readonly history: readonly string[];
  /** Which line of the history is shown; `history.length` is the new one. */
  readonly place: number;
  /** The new line while an older one is shown. */
  readonly draft: string;
  /** What Ctrl-K, Ctrl-U and Ctrl-W cut last. */
  readonly cut: string;
  readonly search?: { readonly query: string; readonly found: number };
}

export const emptyLine: Line = { text: "", cursor: 0 };

export function startEditing(history: readonly string[]): EditorState {
  return { line: emptyLine, history, place: history.length, draft: "", cut: "" };
}

export type EditKey =
  | { readonly key: "insert"; readonly text: string }
  | {
      readonly key:
        | "left"
        | "right"
        | "home"
        | "end"
        | "word-left"
        | "word-right"
        | "backspace"
        | "delete"
        | "cut-to-end"
        | "cut-to-start"
        | "cut-word"
        | "paste-cut"
        | "older"
        | "newer"
        | "search"
        | "cancel-search"
        | "accept-search";
    };

export function edit(state: EditorState, pressed: EditKey): EditorState {
  if (state.search !== undefined) return editSearch(state, state.search, pressed);
  const { text, cursor } = state.line;
  switch (pressed.key) {
    case "insert":
      return withLine(state, splice(state.line, cursor, cursor, pressed.text));
    case "left":
      return moved(state, before(text, cursor));
    case "right":
      return moved(state, after(text, cursor));
    case "home":
      return moved(state, 0);
    case "end":
      return moved(state, text.length);
    case "word-left":
      return moved(state, wordStart(text, cursor));
    case "word-right":
      return moved(state, wordEnd(text, cursor));
    case "backspace":
      return withLine(state, splice(state.line, before(text, cursor), cursor, ""));
    case "delete":
      return withLine(state, splice(state.line, cursor, after(text, cursor), ""));
    case "cut-to-end":
      return cutOut(state, cursor, text.length);
    case "cut-to-start":
      return cutOut(state, 0, cursor);
    case "cut-word":
      return cutOut(state, spaceStart(text, cursor), cursor);
    case "paste-cut":
      return withLine(state, splice(state.line, cursor, cursor, state.cut));
    case "older":
      return showHistory(state, state.place - 1);
    case "newer":
      return showHistory(state, state.place + 1);
    case "search":
      return { ...state, search: { query: "", found: state.history.length } };
    default:
      return state;
  }
}

/** Replaces a stretch of the line, as completion does. */
export function replaceRange(
  state: EditorState,
  range: { readonly from: number; readonly to: number; readonly text: string },
): EditorState {
  return withLine(state, splice(state.line, range.from, range.to, range.text));
}

/** After Enter: the line is remembered as the shell does, and a new one begins. */
export function submitted(state: EditorState): EditorState {
  const { text } = state.line;
  const isNew = text.trim() !== "" && state.history.at(-1) !== text;
  const history = isNew ? [...state.history, text] : state.history;
  return { ...state, line: emptyLine, history, place: history.length, draft: "" };
}

function editSearch(
  state: EditorState,
  search: { readonly query: string; readonly found: number },
  pressed: EditKey,
): EditorState {
  const { search: _, ...plain } = state;
  switch (pressed.key) {
    case "insert":
      return searched(state, search.query + pressed.text, state.history.length - 1);
    case "backspace":
      return searched(
        state,
        search.query.slice(0, before(search.query, search.query.length)),
        state.history.length - 1,
      );
    case "search":
      return searched(state, search.query, search.found - 1);
    case "cancel-search":
      return plain;
    default: {
      const found = state.history[search.found];
      const accepted =
        found === undefined
          ? plain
          : { ...plain, line: { text: found, cursor: found.length }, place: search.found };
      return pressed.key === "accept-search" ? accepted : edit(accepted, pressed);
    }
  }
}

function searched(state: EditorState, query: string, from: number): EditorState {
  const found =
    query === ""
      ? -1
      : state.history.findLastIndex((line, index) => index <= from && line.includes(query));
  const kept = found >= 0 ? found : (state.search?.found ?? state.history.length);
  return { ...state, search: { query, found: query === "" ? state.history.length : kept } };
}

function showHistory(state: EditorState, place: number): EditorState {
  if (place < 0 || place > state.history.length) return state;
  const draft = state.place === state.history.length ? state.line.text : state.draft;
  const text = state.history[place] ?? draft;
  return { ...state, line: { text, cursor: text.length }, place, draft };
}

function cutOut(state: EditorState, from: number, to: number): EditorState {
  const cut = state.line.text.slice(from, to);
  return {
    ...withLine(state, splice(state.line, from, to, "")),
    cut: cut === "" ? state.cut : cut,
  };
}

const withLine = (state: EditorState, line: Line): EditorState => ({ ...state, line });

const moved = (state: EditorState, cursor: number): EditorState =>
  withLine(state, { ...state.line, cursor });

function splice({ text }: Line, from: number, to: number, put: string): Line {
  return { text: text.slice(0, from) + put + text.slice(to), cursor: from + put.length };
}

const segmenter = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** One character back: a syllable or a family emoji at once, never half of one. */
function before(text: string, cursor: number): number {
  const last = [...segmenter.segment(text.slice(0, cursor))].at(-1);
  return last?.index ?? 0;
}

function after(text: string, cursor: number): number {
  const [first] = segmenter.segment(text.slice(cursor));
  return cursor + (first?.segment.length ?? 0);
}

const wordStart = (text: string, cursor: number): number =>
  cursor - (/[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0);

const wordEnd = (text: string, cursor: number): number =>
  cursor + (/^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(cursor))?.[0].length ?? 0);

/** Ctrl-W cuts to the space, as bash does. */
const spaceStart = (text: string, cursor: number): number =>
  cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);
