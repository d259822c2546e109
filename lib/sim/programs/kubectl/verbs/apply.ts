// kubectl apply: what the files say is merged into what the server has, on either side.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import { applyClientSide } from "../apply/client-side";
import { pruneObjects, prunesTargets } from "../apply/prune";
import { applyServerSide } from "../apply/server-side";
import type { Command } from "../command";
import { asError, CommandError, throwCollected } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import {
  cascadeFlags,
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  selectorFlag,
  templateFlags,
  validateFlag,
} from "../flags/shared-flags";
import { outputOf, type Print, resultPrinter } from "../output";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import { dryRunOf, type Session, usage } from "../session";
import { editLastApplied } from "./apply-edit-last-applied";
import { setLastApplied } from "./apply-set-last-applied";
import { viewLastApplied } from "./apply-view-last-applied";

export const apply: Command = {
  name: "apply",
  summary: "Apply a configuration to a resource by file name or stdin",
  usage: "(-f FILENAME | -k DIRECTORY)",
  flags: defineFlags(
    `all:bool ${cascadeFlags} ${dryRunFlag} field-manager:string=kubectl-client-side-apply ${filenameFlags}
     force-conflicts:bool openapi-patch:bool=true overwrite:bool=true prune:bool prune-allowlist:array
     prune-whitelist:array ${selectorFlag} server-side:bool subresource:string ${templateFlags} ${validateFlag}
     ${recordFlag} applyset:string`,
    recordDeprecation,
  ),
  subcommands: [editLastApplied, setLastApplied, viewLastApplied],
  run: runApply,
};

function runApply(session: Session): number {
  if (session.args.length > 0) throw usage(session, `Unexpected args: [${session.args.join(" ")}]`);
  const dryRun = dryRunOf(session);
  if (!hasFiles(session)) throw new CommandError("must specify one of -f and -k");
  validate(session);
  const { targets } = findTargets(session, {
    ...targetFlags(session),
    all: false,
    withValidation: true,
  });
  const { infos, errors } = fetchTargets(session, targets);
  if (infos.length === 0 && errors.length === 0)
    throw new CommandError("no objects passed to apply");
  const printer = printerFactory(session);
  const isServerSide = session.flags.bool("server-side");
  const collected = [...errors];
  const applied: Info[] = [];
  for (const info of infos) {
    try {
      if (info.name === "" && info.object.metadata?.generateName) {
        throw new CommandError(
          `from ${info.object.metadata.generateName}: cannot use generate name with apply`,
        );
      }
      const context = { session, info, dryRun };
      const result = isServerSide ? applyServerSide(context) : applyClientSide(context);
      applied.push({ ...info, object: result.object });
      printer.print(result.operation, result.object);
    } catch (thrown) {
      collected.push(nameMissing(asError(thrown), info));
    }
  }
  throwCollected(collected);
  printer.finish();
  if (session.flags.bool("prune")) pruneObjects(session, applied, dryRun);
  return 0;
}

/** Several objects in `-o json` or `yaml` become one List. */
function printerFactory(session: Session): {
  print(operation: string, object: KubernetesObject): void;
  finish(): void;
} {
  const { format } = outputOf(session);
  if (format === "" || format === "name") {
    return {
      print: (operation, object) => resultPrinter(session, operation)(object),
      finish: () => undefined,
    };
  }
  const print: Print = resultPrinter(session, "");
  const objects: KubernetesObject[] = [];
  return {
    print: (_, object) => objects.push(object),
    finish: () => {
      const [only] = objects;
      if (objects.length === 1) print(only);
      else print({ kind: "List", apiVersion: "v1", metadata: {}, items: objects });
    },
  };
}

/** An object without a name fails before any request is sent. */
function nameMissing(error: Error, info: Info): Error {
  if (info.name !== "" || error instanceof StatusError) return error;
  return error;
}

function validate(session: Session): void {
  const { flags } = session;
  const dryRun = dryRunOf(session);
  const isServerSide = flags.bool("server-side");
  const problem = [
    [
      flags.bool("force-conflicts") && !isServerSide,
      "--force-conflicts only works with --server-side",
    ],
    [
      dryRun === "client" && isServerSide,
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    [isServerSide && flags.bool("force"), "--force cannot be used with --server-side"],
    [dryRun === "server" && flags.bool("force"), "--dry-run=server cannot be used with --force"],
    [
      flags.bool("all") && flags.string("selector") !== "",
      "cannot set --all and --selector at the same time",
    ],
    [flags.bool("prune") && flags.bool("force"), "--force cannot be used with --prune"],
    [
      prunesTargets(session) === "none",
      "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector",
    ],
    [
      flags.bool("prune") && isServerSide,
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    ],
    [
      flags.string("subresource") !== "" && !isServerSide,
      "--subresource can only be specified for --server-side",
    ],
    [flags.string("applyset") !== "", "--applyset is not simulated here"],
  ] as const;
  const found = problem.find(([isWrong]) => isWrong);
  if (found !== undefined) throw new CommandError(found[1]);
}
