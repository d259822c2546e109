import type { KubernetesObject } from "@/lib/sim/meta/object";
import { getPath, isJsonObject } from "@/lib/sim/meta/object";
import { CommandError, throwCollected } from "../command-error";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Session } from "../session";
import { defineGenerator, knownKind, orNothing } from "./generator";

export const createJob = defineGenerator({
  name: "job",
  summary: "Create a job with the specified name",
  usage: "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
  flags: "image:string from:string",
  resource: knownKind("batch/v1", "Job", "jobs"),
  failure: "failed to create job: ",
  build(session, name) {
    const { flags, args } = session;
    const [image, from] = [flags.string("image"), flags.string("from")];
    if ((image === "") === (from === ""))
      throw new CommandError("either --image or --from must be specified");
    const command = args.slice(1);
    if (command.length > 0 && from !== "")
      throw new CommandError("cannot specify --from and command");
    if (from !== "") return fromCronJob(session, name, from);
    const container = { name, image, command: orNothing(command), resources: {} };
    return {
      metadata: { name },
      spec: {
        template: { metadata: {}, spec: { containers: [container], restartPolicy: "Never" } },
      },
      status: {},
    };
  },
});

function fromCronJob(session: Session, name: string, from: string) {
  const { targets } = findTargets(session, { args: [from] });
  const { infos, errors } = fetchTargets(session, targets);
  throwCollected(errors);
  const [info] = infos;
  if (info === undefined || infos.length !== 1)
    throw new CommandError("from must be an existing cronjob");
  if (info.kind.kind !== "CronJob")
    throw new CommandError(`unknown object type *v1.${info.kind.kind}`);
  return instantiate(name, info.object);
}

function instantiate(name: string, cronJob: KubernetesObject) {
  const template = getPath(cronJob, ["spec", "jobTemplate"]);
  const metadata = getPath(template, ["metadata"]);
  const own = isJsonObject(metadata) ? metadata : {};
  const annotations = isJsonObject(own.annotations) ? own.annotations : {};
  return {
    metadata: {
      name,
      labels: own.labels,
      annotations: { "cronjob.kubernetes.io/instantiate": "manual", ...annotations },
      ownerReferences: [
        {
          apiVersion: "batch/v1",
          kind: "CronJob",
          name: cronJob.metadata.name,
          uid: cronJob.metadata.uid,
          controller: true,
        },
      ],
    },
    spec: getPath(template, ["spec"]),
    status: {},
  };
}
