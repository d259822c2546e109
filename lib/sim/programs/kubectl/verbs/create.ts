// kubectl create: objects of files as they are; generators are its subcommands.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/create/create.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import type { Command } from "../command";
import { addSource, asError, CommandError } from "../command-error";
import { generators } from "../create";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  selectorFlag,
  templateFlags,
  validateFlag,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { targetFlags, visitInfos } from "../resources";
import { hasFiles } from "../resources/files";
import { dryRunOf, type Session, usage, validationOf } from "../session";
import { createObject, withAppliedAnnotation } from "../writes";
import { rawText, splitUrl } from "./get";

export const create: Command = {
  name: "create",
  summary: "Create a resource from a file or from stdin",
  long: "Create a resource from a file or from stdin.\n\n JSON and YAML formats are accepted.",
  usage: "-f FILENAME",
  flags: defineFlags(
    `edit:bool windows-line-endings:bool raw:string save-config:bool field-manager:string=kubectl-create
     ${dryRunFlag} ${filenameFlags} ${selectorFlag} ${templateFlags} ${validateFlag} ${recordFlag}`,
    recordDeprecation,
  ),
  subcommands: generators,
  run: runCreate,
};

function runCreate(session: Session): ProgramResult {
  const { flags } = session;
  if (!hasFiles(session)) {
    if (session.args.length > 0)
      throw usage(session, `Unexpected args: [${session.args.join(" ")}]`);
    throw new CommandError("must specify one of -f and -k");
  }
  if (flags.bool("edit")) throw new CommandError("--edit is not simulated here");
  if (flags.string("raw") !== "") return createRaw(session);
  const dryRun = dryRunOf(session);
  const print = resultPrinter(session, "created", dryRun);
  const validation = validationOf(session);
  const options = { fieldManager: flags.string("field-manager"), dryRun, validation };
  const count = visitInfos(session, { ...targetFlags(session), withValidation: true }, (info) => {
    const object = flags.bool("save-config") ? withAppliedAnnotation(info.object) : info.object;
    if (dryRun === "client") return print(object);
    try {
      print(createObject(session, info, object, options));
    } catch (thrown) {
      throw addSource("creating", info.source, asError(thrown));
    }
  });
  if (count === 0) throw new CommandError("no objects passed to create");
  return 0;
}

function createRaw(session: Session): number {
  const { flags, io } = session;
  const [path = ""] = flags.list("filename");
  const url = splitUrl(flags.string("raw"));
  const body = path === "-" ? session.stdin : io.files.read(path);
  io.stdout(rawText(session.cluster.client.raw({ method: "POST", ...url, body })));
  return 0;
}
