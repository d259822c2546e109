// The commands of `kubectl config` that list, choose, rename and delete by name.
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import {
  fileForChange,
  type KubeConfig,
  loadConfig,
  readConfigFile,
  type Stanza,
  type StanzaList,
  writeConfigFile,
} from "../kubeconfig/kubeconfig";
import { alignColumns, tableTabs } from "../print/tab-writer";
import { type Session, unexpectedArgs, usage } from "../session";

const currentContext: Command = {
  name: "current-context",
  summary: "Display the current-context",
  usage: "",
  run(session) {
    const { currentContext: name } = loadConfig(session.io, session.flags);
    if (name === "") throw new CommandError("current-context is not set");
    session.io.stdout(`${name}\n`);
    return 0;
  },
};

const useContext: Command = {
  name: "use-context",
  aliases: ["use"],
  summary: "Set the current-context in a kubeconfig file",
  usage: "CONTEXT_NAME",
  run(session) {
    const name = onlyName(session);
    if (loadConfig(session.io, session.flags).contexts[name] === undefined) {
      throw new CommandError(`no context exists with the name: ${JSON.stringify(name)}`);
    }
    changeFile(session, "current", name, (config) => ({ ...config, currentContext: name }));
    session.io.stdout(`Switched to context ${JSON.stringify(name)}.\n`);
    return 0;
  },
  complete: (session, args) => (args.length === 0 ? namesIn(session, "contexts") : []),
};

const renameContext: Command = {
  name: "rename-context",
  summary: "Rename a context from the kubeconfig file",
  usage: "CONTEXT_NAME NEW_NAME",
  run(session) {
    const [from = "", to = ""] = session.args;
    if (session.args.length !== 2) throw unexpectedArgs(session);
    const config = loadConfig(session.io, session.flags);
    const path = fileForChange(session.io, session.flags, "contexts", from);
    const context = config.contexts[from];
    if (context === undefined)
      throw new CommandError(
        `cannot rename the context ${JSON.stringify(from)}, it's not in ${path}`,
      );
    if (config.contexts[to] !== undefined) {
      throw new CommandError(
        `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${path}`,
      );
    }
    changeFile(session, "contexts", from, (file) => ({
      ...file,
      contexts: { ...without(file.contexts, from), [to]: context },
      currentContext: file.currentContext === from ? to : file.currentContext,
    }));
    session.io.stdout(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
    return 0;
  },
  complete: (session, args) => (args.length === 0 ? namesIn(session, "contexts") : []),
};

function listCommand(name: string, list: StanzaList, summary: string): Command {
  return {
    name,
    summary,
    usage: "",
    run(session) {
      session.io.stdout(
        `NAME\n${namesIn(session, list)
          .map((one) => `${one}\n`)
          .join("")}`,
      );
      return 0;
    },
  };
}

function deleteCommand(name: string, list: StanzaList, noun: string): Command {
  return {
    name,
    summary: `Delete the specified ${noun} from the kubeconfig`,
    usage: "NAME",
    run(session) {
      const [target] = session.args;
      if (target === undefined || session.args.length !== 1) return refuseCount(session, list);
      const config = loadConfig(session.io, session.flags);
      const path = fileForChange(session.io, session.flags, list, target);
      if (config[list][target] === undefined)
        throw new CommandError(`cannot delete ${noun} ${target}, not in ${path}`);
      if (list === "contexts" && config.currentContext === target) {
        session.io.stderr(
          'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
        );
      }
      changeFile(session, list, target, (file) => ({
        ...file,
        [list]: without(file[list], target),
      }));
      session.io.stdout(`deleted ${noun} ${target} from ${path}\n`);
      return 0;
    },
    complete: (session, args) => (args.length === 0 ? namesIn(session, list) : []),
  };
}

function refuseCount(session: Session, list: StanzaList): number {
  if (list === "users") throw usage(session, "user to delete is required");
  session.io.stdout(session.help());
  return 0;
}

const getContexts: Command = {
  name: "get-contexts",
  summary: "Describe one or many contexts",
  usage: "[(-o|--output=)name)]",
  flags: defineFlags("no-headers:bool output,o:string"),
  run(session) {
    const { flags, args, io } = session;
    const output = flags.string("output");
    if (output !== "" && output !== "name") {
      throw new CommandError(`output must be one of '' or 'name': ${output}`);
    }
    const config = loadConfig(io, flags);
    const wanted = args.length === 0 ? namesIn(session, "contexts") : args;
    const found = wanted.filter((name) => config.contexts[name] !== undefined);
    if (output === "name") io.stdout(found.map((name) => `${name}\n`).join(""));
    else io.stdout(contextTable(config, found, !flags.bool("no-headers")));
    const missing = wanted.filter((name) => config.contexts[name] === undefined);
    if (missing.length > 0)
      throw new CommandError(missing.map((name) => `context ${name} not found`).join("\n"));
    return 0;
  },
  complete: (session) => namesIn(session, "contexts"),
};

function contextTable(config: KubeConfig, names: readonly string[], withHeader: boolean): string {
  const rows = names.map((name) => {
    const context = config.contexts[name] ?? {};
    const mark = name === config.currentContext ? "*" : "";
    return [mark, name, context.cluster ?? "", context.user ?? "", context.namespace ?? ""];
  });
  const lines = withHeader
    ? [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"], ...rows]
    : rows;
  return lines.length === 0
    ? ""
    : alignColumns(`${lines.map((cells) => cells.join("\t")).join("\n")}\n`, tableTabs).text;
}

function onlyName(session: Session): string {
  const [name] = session.args;
  if (name === undefined || session.args.length !== 1) throw unexpectedArgs(session);
  return name;
}

export const namesIn = (session: Session, list: StanzaList): readonly string[] =>
  Object.keys(loadConfig(session.io, session.flags)[list]).sort();

export function without(
  list: Readonly<Record<string, Stanza>>,
  name: string,
): Record<string, Stanza> {
  return Object.fromEntries(Object.entries(list).filter(([key]) => key !== name));
}

export function changeFile(
  session: Session,
  list: StanzaList | "current",
  name: string,
  change: (config: KubeConfig) => KubeConfig,
): void {
  const path = fileForChange(session.io, session.flags, list, name);
  writeConfigFile(session.io, path, change(readConfigFile(session.io, path, false)));
}

export const configNames: readonly Command[] = [
  currentContext,
  deleteCommand("delete-cluster", "clusters", "cluster"),
  deleteCommand("delete-context", "contexts", "context"),
  deleteCommand("delete-user", "users", "user"),
  listCommand("get-clusters", "clusters", "Display clusters defined in the kubeconfig"),
  getContexts,
  listCommand("get-users", "users", "Display users defined in the kubeconfig"),
  renameContext,
  useContext,
];
