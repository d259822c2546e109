import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { configDocument, type KubeConfig, loadConfig, type Stanza } from "../kubeconfig/kubeconfig";
import { resultPrinter } from "../output";
import { type Session, usage } from "../session";

export const configView: Command = {
  name: "view",
  summary: "Display merged kubeconfig settings or a specified kubeconfig file",
  usage: "[flags]",
  flags: defineFlags(
    "allow-missing-template-keys:bool=true flatten:bool merge:bool=true?true minify:bool output,o:string=yaml raw:bool show-managed-fields:bool template:string",
  ),
  run: runView,
};

const secrets: Readonly<Record<string, string>> = {
  "client-certificate-data": "DATA+OMITTED",
  "client-key-data": "DATA+OMITTED",
  "certificate-authority-data": "DATA+OMITTED",
  token: "REDACTED",
  password: "REDACTED",
};

function runView(session: Session): number {
  const { args, flags, io } = session;
  if (args.length > 0) throw usage(session, `unexpected arguments: [${args.join(" ")}]`);
  const loaded = loadConfig(io, flags);
  const shown = flags.bool("minify") ? minify(session, loaded) : loaded;
  const document = configDocument(flags.bool("raw") ? shown : redact(shown));
  resultPrinter(session, "", "none", "go")(document);
  return 0;
}

function minify({ flags }: Session, config: KubeConfig): KubeConfig {
  const name = flags.string("context") || config.currentContext;
  const context = config.contexts[name];
  if (name === "") throw new CommandError("current-context must exist in order to minify");
  if (context === undefined) throw new CommandError(`cannot locate context ${name}`);
  const pick = (list: Readonly<Record<string, Stanza>>, key: unknown) =>
    typeof key === "string" && list[key] !== undefined ? { [key]: list[key] } : {};
  return {
    currentContext: name,
    contexts: { [name]: context },
    clusters: pick(config.clusters, context.cluster),
    users: pick(config.users, context.user),
  };
}

function redact(config: KubeConfig): KubeConfig {
  const hide = (list: Readonly<Record<string, Stanza>>) =>
    Object.fromEntries(Object.entries(list).map(([name, stanza]) => [name, hideFields(stanza)]));
  return { ...config, clusters: hide(config.clusters), users: hide(config.users) };
}

const hideFields = (stanza: Stanza): Stanza =>
  Object.fromEntries(
    Object.entries(stanza).map(([key, value]) => [
      key,
      value !== "" && Object.hasOwn(secrets, key) ? secrets[key] : value,
    ]),
  );
