// `kubectl edit`: objects as text in a temporary file, an editor, and what became of it. The editor is
// `$KUBE_EDITOR` or `$EDITOR`; without either the editor pane opens the file.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import { goJsonIndent } from "@/lib/sim/meta/go-json";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import { CommandError } from "../command-error";
import type { Session } from "../session";

export interface EditState {
  readonly path: string;
  readonly format: "yaml" | "json";
  /** The text before the learner touched it. */
  readonly original: string;
  /** What was refused last time. */
  readonly refused?: string;
  readonly child?: number;
  /** What the verb needs to go on. */
  readonly subject: unknown;
}

export interface EditOutcome {
  /** Goes back to the editor with this reason on top of the file. */
  readonly reason?: string;
  /** Printed on standard error before the editor opens again. */
  readonly notice?: string;
  readonly status?: number;
}

const header = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

export function startEdit(session: Session, object: unknown, subject: unknown): ProgramResult {
  const format = session.flags.string("output") === "json" ? "json" : "yaml";
  const text = format === "json" ? `${goJsonIndent(object)}\n` : writeYaml(object);
  const path = `/tmp/kubectl-edit-${session.io.process.now % 10_000_000_000}.${format}`;
  return openEditor(session, { path, format, original: text, subject }, header + text);
}

function openEditor(session: Session, state: EditState, text: string): ProgramResult {
  const { io } = session;
  io.files.write(state.path, text);
  const { KUBE_EDITOR: own, EDITOR: usual } = io.process.environment;
  const editor = own || usual || "";
  if (editor === "" || editor === "vi") return { waitFor: { editor: state.path }, resume: state };
  const child = io.system.spawn({ command: "sh", args: ["-c", `${editor} ${state.path}`] });
  if (typeof child !== "number") throw editorProblem(editor);
  return { waitFor: { child }, resume: { ...state, child } satisfies EditState };
}

const editorProblem = (editor: string): CommandError =>
  new CommandError(`there was a problem with the editor ${JSON.stringify(editor)}`);

export type FinishEdit = (text: string, state: EditState) => EditOutcome;

/** Called when the editor has closed; `finish` says what the text means. */
export function resumeEdit(session: Session, state: EditState, finish: FinishEdit): ProgramResult {
  const { io } = session;
  if (state.child !== undefined && (io.system.status(state.child) ?? 0) !== 0) {
    throw editorProblem(io.process.environment.KUBE_EDITOR || io.process.environment.EDITOR || "");
  }
  const edited = io.files.exists(state.path) ? io.files.read(state.path) : "";
  const bare = stripComments(edited, state.format);
  if (bare === stripComments(state.original, state.format)) {
    removeFile(session, state.path);
    io.stderr("Edit cancelled, no changes made.\n");
    return 0;
  }
  if (state.refused !== undefined && bare === stripComments(state.refused, state.format)) {
    throw preserve(session, state, "Edit cancelled, no valid changes were saved.");
  }
  const outcome = finish(bare, state);
  if (outcome.reason === undefined) {
    removeFile(session, state.path);
    return outcome.status ?? 0;
  }
  if (outcome.notice !== undefined) io.stderr(outcome.notice);
  const comments = outcome.reason
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");
  return openEditor(session, { ...state, refused: edited }, `${header}${comments}#\n${bare}`);
}

/** Keeps the file and says where. */
export function preserve(session: Session, state: EditState, message: string): CommandError {
  session.io.stderr(`A copy of your changes has been stored to ${JSON.stringify(state.path)}\n`);
  return new CommandError(message);
}

function removeFile(session: Session, path: string): void {
  if (session.io.files.exists(path)) session.io.files.remove(path);
}

function stripComments(text: string, format: EditState["format"]): string {
  if (format === "json") return text.replace(/^#.*\n/gm, "").trim();
  return text
    .split("\n")
    .filter((line) => !/^\s*#(?!!)/.test(line))
    .join("\n");
}
