import { goSlice } from "@/lib/sim/meta/go-text";
import { getPath, isJsonObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { knownKind } from "../create/generator";
import { defineFlags } from "../flags/flag-specs";
import { templateFlags } from "../flags/shared-flags";
import { outputOf, resultPrinter } from "../output";
import { alignColumns, tableTabs } from "../print/tab-writer";
import type { Session } from "../session";
import { createObject } from "../writes";

const reviewKind = knownKind(
  "authentication.k8s.io/v1",
  "SelfSubjectReview",
  "selfsubjectreviews",
  false,
);

export const authWhoami: Command = {
  name: "whoami",
  summary: "Experimental: Check self subject attributes",
  usage: "",
  flags: defineFlags(templateFlags),
  run: runWhoami,
};

function runWhoami(session: Session): number {
  const print = outputOf(session).format === "" ? undefined : resultPrinter(session, "");
  const review = ask(session);
  if (print !== undefined) {
    print(review);
    return 0;
  }
  const user = getPath(review, ["status", "userInfo"]);
  const fields = isJsonObject(user) ? user : {};
  const groups = Array.isArray(fields.groups) ? fields.groups.map(String) : [];
  const extra = isJsonObject(fields.extra) ? fields.extra : {};
  const rows = [
    ["ATTRIBUTE", "VALUE"],
    ["Username", String(fields.username ?? "")],
    ...(fields.uid ? [["UID", String(fields.uid)]] : []),
    ...(groups.length > 0 ? [["Groups", goSlice(groups)]] : []),
    ...Object.keys(extra)
      .sort()
      .map((key) => [`Extra: ${key}`, goSlice((extra[key] as readonly string[]) ?? [])]),
  ];
  session.io.stdout(
    alignColumns(`${rows.map((row) => row.join("\t")).join("\n")}\n`, tableTabs).text,
  );
  return 0;
}

function ask(session: Session) {
  try {
    const body = {
      apiVersion: "authentication.k8s.io/v1",
      kind: "SelfSubjectReview",
      metadata: {},
      status: { userInfo: {} },
    };
    return createObject(session, { kind: reviewKind, namespace: "" }, body, {});
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof StatusError && error.reason === "Forbidden") {
      throw new CommandError(
        "the selfsubjectreviews API is not enabled in the cluster or you do not have permission to call it",
      );
    }
    throw error;
  }
}
