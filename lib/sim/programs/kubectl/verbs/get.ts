// kubectl get: tables as the server made them, or objects through a printer.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/get/get.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import { goJsonIndent } from "@/lib/sim/meta/go-json";
import type { Command } from "../command";
import { CommandError, throwCollected, throwEach, usageError } from "../command-error";
import { completeResources } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, selectorFlag, templateFlags } from "../flags/shared-flags";
import { printerOf, targetOptions } from "../get/get-options";
import { type Block, fetchTables, printBlocks } from "../get/print-tables";
import { type WatchMemory, watchObjects } from "../get/watch";
import { outputOf } from "../output";
import { sortBy } from "../print/sort-by";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import type { Session } from "../session";

export const get: Command = {
  name: "get",
  summary: "Display one or many resources",
  usage: "(TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]",
  flags: defineFlags(`
    all-namespaces,A:bool chunk-size:int64=500 field-selector:string ${filenameFlags} ignore-not-found:bool
    label-columns,L:slice no-headers:bool ${templateFlags} output-watch-events:bool raw:string
    ${selectorFlag} server-print:bool=true show-kind:bool show-labels:bool sort-by:string
    subresource:string watch,w:bool watch-only:bool
  `),
  run: (session, resume) => runGet(session, resume as WatchMemory | undefined),
  complete: completeResources,
};

function runGet(session: Session, memory: WatchMemory | undefined): ProgramResult | undefined {
  const { flags, io } = session;
  if (memory !== undefined) return watchObjects(session, memory);
  validate(session);
  if (flags.string("raw") !== "") return getRaw(session);
  if (session.args.length === 0 && !hasFiles(session)) throw missingType(session);
  if (flags.bool("watch") || flags.bool("watch-only")) return watchObjects(session, undefined);
  if (!["", "wide"].includes(outputOf(session).format)) return printObjects(session);
  const { blocks, errors } = fetchTables(session, targetOptions(session));
  const written = printBlocks(session, blocks);
  if (!written && !flags.bool("ignore-not-found") && errors.length === 0) {
    io.stderr(nothingFound(session, blocks));
  }
  throwEach(errors);
  return 0;
}

function missingType(session: Session): CommandError {
  session.io.stderr(
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  );
  return usageError(
    session.commandPath,
    'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
  );
}

function nothingFound(session: Session, blocks: readonly Block[]): string {
  const isNamespaced =
    !session.flags.bool("all-namespaces") && blocks.every((block) => block.kind.namespaced);
  return isNamespaced
    ? `No resources found in ${session.cluster.namespace} namespace.\n`
    : "No resources found\n";
}

/** What is wrong with the objects is said before what is wrong with the format. */
function printObjects(session: Session): number {
  const ignoreNotFound = session.flags.bool("ignore-not-found");
  const { targets, isSingle } = findTargets(session, targetOptions(session));
  const subresource = session.flags.string("subresource");
  const { infos, errors } = fetchTargets(session, targets, {
    latest: true,
    ignoreNotFound,
    ...(subresource === "" ? {} : { subresource }),
  });
  const [only] = infos;
  if (isSingle && errors.length > 0) throwCollected(errors);
  if (infos.length === 0 && ignoreNotFound) return 0;
  const print = printerOf(session);
  if (print === undefined) return 0;
  if (isSingle && infos.length === 1 && only !== undefined) print(only.object);
  else print(listOf(sortInfos(session, infos)));
  throwEach(errors);
  return 0;
}

const listOf = (infos: readonly Info[]) => ({
  kind: "List",
  apiVersion: "v1",
  metadata: { resourceVersion: "" },
  items: infos.map((info) => info.object),
});

function sortInfos(session: Session, infos: readonly Info[]): readonly Info[] {
  const field = session.flags.string("sort-by");
  if (field === "") return infos;
  const sorted = sortBy(infos, field, (info) => info.object);
  if ("error" in sorted) throw new CommandError(sorted.error);
  return sorted.items;
}

function validate({ args, flags }: Session): void {
  const output = flags.string("output");
  if (flags.string("raw") !== "") {
    if (flags.bool("watch") || flags.bool("watch-only") || flags.string("selector") !== "") {
      throw new CommandError(
        "--raw may not be specified with other flags that filter the server request or alter the output",
      );
    }
    if (args.length > 0) {
      throw new CommandError("arguments may not be passed when --raw is specified");
    }
    if (output !== "") throw new CommandError("--raw and --output are mutually exclusive");
  }
  if (flags.bool("show-labels") && output !== "" && output !== "wide") {
    throw new CommandError(`--show-labels option cannot be used with ${output} printer`);
  }
  if (flags.isSet("label-columns") && output.startsWith("custom-columns")) {
    throw new CommandError(`--label-columns option cannot be used with ${output} printer`);
  }
  if (flags.bool("output-watch-events") && !flags.bool("watch") && !flags.bool("watch-only")) {
    throw new CommandError(
      "--output-watch-events option can only be used with --watch or --watch-only",
    );
  }
}

function getRaw(session: Session): number {
  const { path, query } = splitUrl(session.flags.string("raw"));
  const body = session.cluster.client.raw({ path, query });
  // The server writes its version for people.
  session.io.stdout(
    path === "/version" ? goJsonIndent(body, "  ", { keepOrder: true }) : rawText(body),
  );
  return 0;
}

export function splitUrl(url: string): { path: string; query: Record<string, string[]> } {
  const [path = "", search = ""] = url.split("?");
  const query: Record<string, string[]> = {};
  for (const part of search.split("&").filter((one) => one !== "")) {
    const [key = "", ...value] = part.split("=");
    query[key] = [...(query[key] ?? []), decodeURIComponent(value.join("="))];
  }
  return { path, query };
}

/** A body as it came over the wire: JSON on one line, `/version` and the like indented. */
export function rawText(body: unknown): string {
  return typeof body === "string" ? body : `${JSON.stringify(body)}\n`;
}
