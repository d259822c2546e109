// kubectl events.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/events/events.go
import type { Event } from "@/generated/kubernetes/types";
import type { WatchCursor } from "@/lib/sim/apiserver/request";
import type { ProgramResult } from "@/lib/sim/machine/program";
import { listObjects, pathOf } from "../client";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { eventAge, eventKind, sortEvents } from "../describe/events";
import { groupVersion } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { templateFlags } from "../flags/shared-flags";
import { objectPrinter, outputOf } from "../output";
import { alignColumns, tableTabs } from "../print/tab-writer";
import { mappingOf } from "../resources/words";
import type { Session } from "../session";

export const events: Command = {
  name: "events",
  summary: "List events",
  usage:
    "[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]",
  flags: defineFlags(
    `all-namespaces,A:bool chunk-size:int64=500 for:string no-headers:bool ${templateFlags} types:slice watch,w:bool`,
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : watch(session, resume as EventsState),
  complete: (session, args, word) =>
    args.length === 0 ? completeResources(session, [], word) : [],
};

interface EventsState {
  readonly cursor: WatchCursor;
  readonly widths: readonly number[];
}

function start(session: Session): ProgramResult {
  const { flags, io } = session;
  const fieldSelector = selectorFor(session);
  validateTypes(flags.list("types"));
  const namespace = flags.bool("all-namespaces") ? "" : session.cluster.namespace;
  const place = { kind: eventKind, namespace };
  const { items, metadata } = listObjects(session.cluster.client, place, {
    fieldSelector,
    limit: flags.number("chunk-size"),
  });
  const found = sortEvents(
    (items as unknown as readonly Event[]).filter((event) => isWanted(session, event)),
  );
  const print = outputOf(session).format === "" ? undefined : objectPrinter(session);
  if (print !== undefined) {
    print({ kind: "List", apiVersion: "v1", metadata: {}, items: found });
    return 0;
  }
  if (found.length === 0 && !flags.bool("watch")) {
    io.stderr(
      flags.bool("all-namespaces")
        ? "No events found.\n"
        : `No events found in ${namespace} namespace.\n`,
    );
    return 0;
  }
  const { text, widths } = table(session, found, {
    withHeader: !flags.bool("no-headers"),
    widths: [],
  });
  io.stdout(text);
  if (!flags.bool("watch")) return 0;
  const query = {
    watch: ["true"],
    resourceVersion: [metadata.resourceVersion ?? "0"],
    ...(fieldSelector === "" ? {} : { fieldSelector: [fieldSelector] }),
  };
  const cursor = session.cluster.client.answer({ path: pathOf(place), query }).watch;
  return cursor === undefined ? 0 : watch(session, { cursor, widths });
}

function watch(session: Session, state: EventsState): ProgramResult {
  const read = session.cluster.client.readWatch(state.cursor);
  let { widths } = state;
  for (const change of read.events) {
    const event = change.object as Event;
    if (change.type === "BOOKMARK" || change.type === "DELETED" || !isWanted(session, event))
      continue;
    const printed = table(session, [event], { withHeader: false, widths });
    session.io.stdout(printed.text);
    widths = printed.widths;
  }
  if (read.cursor === undefined) return 0;
  return {
    waitFor: { change: true },
    resume: { cursor: read.cursor, widths } satisfies EventsState,
  };
}

function selectorFor(session: Session): string {
  const target = session.flags.string("for");
  if (target === "") return "";
  const [type = "", name = "", ...more] = target.split("/");
  if (more.length > 0) {
    throw new CommandError("arguments in resource/name form may not have more than one slash");
  }
  if (type === "" || name === "") throw new CommandError("--for must be in resource/name form");
  const kind = mappingOf(session, type);
  return [
    `involvedObject.kind=${kind.kind}`,
    `involvedObject.apiVersion=${groupVersion(kind)}`,
    `involvedObject.name=${name}`,
  ].join(",");
}

function validateTypes(types: readonly string[]): void {
  const bad = types.find((type) => !/^(normal|warning)$/i.test(type));
  if (bad !== undefined) throw new CommandError("valid --types are Normal or Warning");
}

function isWanted({ flags }: Session, { type }: Event): boolean {
  const types = flags.list("types");
  return types.length === 0 || types.some((one) => one.toLowerCase() === type?.toLowerCase());
}

interface TableLook {
  readonly withHeader: boolean;
  readonly widths: readonly number[];
}

function table(session: Session, found: readonly Event[], { withHeader, widths }: TableLook) {
  const isWide = session.flags.bool("all-namespaces");
  const header = [
    ...(isWide ? ["NAMESPACE"] : []),
    "LAST SEEN",
    "TYPE",
    "REASON",
    "OBJECT",
    "MESSAGE",
  ];
  const rows = found.map((event) => [
    ...(isWide ? [event.metadata?.namespace ?? ""] : []),
    eventAge(event, session.io.process.now),
    event.type ?? "",
    event.reason ?? "",
    `${event.involvedObject.kind ?? ""}/${event.involvedObject.name ?? ""}`,
    (event.message ?? "").trim(),
  ]);
  const lines = withHeader ? [header, ...rows] : rows;
  if (lines.length === 0) return { text: "", widths };
  return alignColumns(`${lines.map((cells) => cells.join("\t")).join("\n")}\n`, {
    ...tableTabs,
    remembered: widths,
  });
}
