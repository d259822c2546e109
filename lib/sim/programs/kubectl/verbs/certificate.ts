import type { CertificateSigningRequest } from "@/generated/kubernetes/types";
import { formatTime } from "@/lib/sim/meta/time";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeOfType } from "../completion";
import { knownKind } from "../create/generator";
import { defineFlags } from "../flags/flag-specs";
import { filenameFlags, templateFlags } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { visitInfos } from "../resources";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import type { Session } from "../session";
import { replaceObject } from "../writes";

const requestKind = knownKind(
  "certificates.k8s.io/v1",
  "CertificateSigningRequest",
  "certificatesigningrequests",
  false,
);

interface Verdict {
  readonly name: "approve" | "deny";
  readonly condition: "Approved" | "Denied";
  readonly reason: string;
  readonly operation: string;
}

function verdictCommand(verdict: Verdict, summary: string): Command {
  return {
    name: verdict.name,
    summary,
    usage: "(-f FILENAME | NAME)",
    flags: defineFlags(`${filenameFlags} force:bool ${templateFlags}`),
    run: (session) => runVerdict(session, verdict),
    complete: completeOfType("certificatesigningrequests"),
  };
}

function runVerdict(session: Session, verdict: Verdict): number {
  if (session.args.length === 0 && !hasFiles(session))
    throw new CommandError("one or more CSRs must be specified as <name> or -f <filename>");
  const names =
    session.args.length === 0
      ? {}
      : { args: session.args, defaultType: "certificatesigningrequests" };
  visitInfos(session, { withFiles: true, latest: true, ...names }, (info) => {
    resultPrinter(session, verdict.operation)(decide(session, info, verdict));
  });
  return 0;
}

function decide(session: Session, info: Info, { condition, reason, name }: Verdict) {
  const request = info.object as unknown as CertificateSigningRequest;
  const conditions = request.status?.conditions ?? [];
  const opposite = condition === "Approved" ? "Denied" : "Approved";
  if (conditions.some((one) => one.type === opposite)) {
    throw new CommandError(
      `certificate signing request ${JSON.stringify(info.name)} is already ${opposite}`,
    );
  }
  if (conditions.some((one) => one.type === condition) && !session.flags.bool("force"))
    return info.object;
  const past = name === "approve" ? "approved" : "denied";
  const added = {
    type: condition,
    status: "True",
    reason,
    message: `This CSR was ${past} by kubectl certificate ${name}.`,
    lastUpdateTime: formatTime(session.io.process.now),
  };
  const body = {
    ...info.object,
    status: {
      ...request.status,
      conditions: [...conditions.filter((one) => one.type !== condition), added],
    },
  };
  return replaceObject(
    session,
    { kind: requestKind, name: info.name, subresource: "approval" },
    body,
    {},
  );
}

export const certificate: Command = {
  name: "certificate",
  summary: "Modify certificate resources",
  usage: "SUBCOMMAND",
  group: { isFailure: false, output: "stdout", takesWords: true },
  subcommands: [
    verdictCommand(
      { name: "approve", condition: "Approved", reason: "KubectlApprove", operation: "approved" },
      "Approve a certificate signing request",
    ),
    verdictCommand(
      { name: "deny", condition: "Denied", reason: "KubectlDeny", operation: "denied" },
      "Deny a certificate signing request",
    ),
  ],
};
