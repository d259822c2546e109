// kubectl config set and unset: one property by its path, `users.bob.token`.
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { type KubeConfig, loadConfig, type StanzaList, stanzas } from "../kubeconfig/kubeconfig";
import { type Session, unexpectedArgs } from "../session";
import { changeFile, without } from "./config-names";

interface Property {
  readonly list: StanzaList | "current";
  readonly name: string;
  readonly field?: string;
}

function parseProperty(path: string): Property {
  if (path === "current-context") return { list: "current", name: "" };
  const [list = "", ...rest] = path.split(".");
  if (!(list in stanzas))
    throw new CommandError(
      `unable to parse path ${JSON.stringify(path)}: unknown field ${JSON.stringify(list)}`,
    );
  // Names may hold dots; the last part is the field.
  const field = rest.length > 1 ? rest.at(-1) : undefined;
  const name = (field === undefined ? rest : rest.slice(0, -1)).join(".");
  return { list: list as StanzaList, name, ...(field === undefined ? {} : { field }) };
}

const setProperty: Command = {
  name: "set",
  summary: "Set an individual value in a kubeconfig file",
  usage: "PROPERTY_NAME PROPERTY_VALUE",
  flags: defineFlags("set-raw-bytes:bool"),
  run(session) {
    const [path = "", value = ""] = session.args;
    if (session.args.length !== 2) throw unexpectedArgs(session);
    const property = parseProperty(path);
    const { list, name, field } = property;
    if (list !== "current" && field === undefined) {
      throw new CommandError(
        `unable to set ${JSON.stringify(path)}: a stanza cannot be set as a whole`,
      );
    }
    changeFile(session, list, name, (config) => assign(config, property, value));
    session.io.stdout(`Property ${JSON.stringify(path)} set.\n`);
    return 0;
  },
};

function assign(
  config: KubeConfig,
  { list, name, field = "" }: Property,
  value: string,
): KubeConfig {
  if (list === "current") return { ...config, currentContext: value };
  const typed = value === "true" || value === "false" ? value === "true" : value;
  return {
    ...config,
    [list]: { ...config[list], [name]: { ...config[list][name], [field]: typed } },
  };
}

const unsetProperty: Command = {
  name: "unset",
  summary: "Unset an individual value in a kubeconfig file",
  usage: "PROPERTY_NAME",
  run(session) {
    const [path = ""] = session.args;
    if (session.args.length !== 1) throw unexpectedArgs(session);
    const property = resolveProperty(session, parseProperty(path));
    changeFile(session, property.list, property.name, (config) => remove(config, property));
    session.io.stdout(`Property ${JSON.stringify(path)} unset.\n`);
    return 0;
  },
};

/** `users.bob` is the user bob; `users.bob.token` a field, unless a user is called so. */
function resolveProperty(session: Session, property: Property): Property {
  const { list, name, field } = property;
  if (list === "current" || field === undefined) return property;
  const whole = `${name}.${field}`;
  return loadConfig(session.io, session.flags)[list][whole] === undefined
    ? property
    : { list, name: whole };
}

function remove(config: KubeConfig, { list, name, field }: Property): KubeConfig {
  if (list === "current") return { ...config, currentContext: "" };
  if (name === "") return { ...config, [list]: {} };
  if (field === undefined) return { ...config, [list]: without(config[list], name) };
  const stanza = Object.fromEntries(
    Object.entries(config[list][name] ?? {}).filter(([key]) => key !== field),
  );
  return { ...config, [list]: { ...config[list], [name]: stanza } };
}

export const configSet: readonly Command[] = [setProperty, unsetProperty];
