// cd, pwd and the stack of directories.
import { FileError } from "../../file-error";
import { ShellFailure, type ShellState } from "../shell-state";
import type { Builtin } from "./define-builtin";

export const placeBuiltins: Readonly<Record<string, Builtin>> = {
  cd({ state, args }) {
    const words = args.filter((arg) => arg !== "-P" && arg !== "-L" && arg !== "--");
    if (words.length > 1) throw new ShellFailure("cd: too many arguments");
    const [wanted] = words;
    const goal =
      wanted === undefined ? state.get("HOME") : wanted === "-" ? state.get("OLDPWD") : wanted;
    if (goal === undefined)
      throw new ShellFailure(wanted === "-" ? "cd: OLDPWD not set" : "cd: HOME not set");
    changeDirectory(state, goal);
    if (wanted === "-") state.io.stdout(`${state.io.process.directory}\n`);
    return 0;
  },

  pwd({ state }) {
    state.io.stdout(`${state.io.process.directory}\n`);
    return 0;
  },

  pushd({ state, args }) {
    const stack = state.variables.get("DIRSTACK")?.items?.map(([, path]) => path) ?? [];
    const goal = args[0] ?? stack[0];
    if (goal === undefined) throw new ShellFailure("pushd: no other directory");
    const here = state.io.process.directory;
    changeDirectory(state, goal);
    keepStack(state, [here, ...stack]);
    return showStack(state);
  },

  popd({ state }) {
    const [top, ...rest] = state.variables.get("DIRSTACK")?.items?.map(([, path]) => path) ?? [];
    if (top === undefined) throw new ShellFailure("popd: directory stack empty");
    changeDirectory(state, top);
    keepStack(state, rest);
    return showStack(state);
  },

  dirs: ({ state }) => showStack(state),
};

function changeDirectory(state: ShellState, goal: string): void {
  const { files, process } = state.io;
  const name = state.dialect === "bash" ? "cd: " : "cd: ";
  if (goal === "") return;
  const path = files.absolute(goal);
  const stat = files.stat(path);
  if (stat === undefined) {
    throw new ShellFailure(
      state.dialect === "bash"
        ? `${name}${goal}: No such file or directory`
        : `${name}can't cd to ${goal}: No such file or directory`,
      state.dialect === "bash" ? 1 : 2,
    );
  }
  if (stat.type !== "directory")
    throw new ShellFailure(`${name}${goal}: ${new FileError("ENOTDIR", goal).message}`);
  if (!files.may(path, "execute"))
    throw new ShellFailure(`${name}${goal}: ${new FileError("EACCES", goal).message}`);
  state.set("OLDPWD", process.directory);
  state.io.system.changeDirectory(path);
  state.set("PWD", path);
}

function keepStack(state: ShellState, paths: readonly string[]): void {
  state.setItems(
    "DIRSTACK",
    paths.slice(0, 100).map((path, i) => [String(i), path]),
  );
}

function showStack(state: ShellState): number {
  const stack = state.variables.get("DIRSTACK")?.items?.map(([, path]) => path) ?? [];
  const home = state.get("HOME") ?? "/root";
  const short = (path: string): string =>
    path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  state.io.stdout(`${[state.io.process.directory, ...stack].map(short).join(" ")}\n`);
  return 0;
}
