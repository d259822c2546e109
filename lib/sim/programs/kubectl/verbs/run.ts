// kubectl run: makes one pod, and with `-i` stays with it until it ends.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/run/run.go

import type { ProgramResult } from "@/lib/sim/machine/program";
import { goQuote } from "@/lib/sim/meta/go-text";
import { environmentVariableName } from "@/lib/sim/meta/names";
import { isJsonObject, type JsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { applyJsonPatch } from "@/lib/sim/meta/patch/json-patch";
import { applyMergePatch } from "@/lib/sim/meta/patch/merge-patch";
import { applyStrategicMergePatch } from "@/lib/sim/meta/patch/strategic-merge-patch";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import type { Command } from "../command";
import { asError, CommandError, throwCollected } from "../command-error";
import { finish, knownKind, orNothing } from "../create/generator";
import { defineFlags } from "../flags/flag-specs";
import {
  cascadeFlags,
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { dryRunOf, type Session, usage } from "../session";
import { type RunAttached, runAttached, startAttached } from "../streams/run-attached";
import { createObject } from "../writes";

export const run: Command = {
  name: "run",
  summary: "Run a particular image on the cluster",
  usage:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  flags: defineFlags(
    `annotations:array attach:bool ${cascadeFlags} command:bool detach-keys:string=ctrl-p,ctrl-q ${dryRunFlag}
     env:array expose:bool field-manager:string=kubectl-run ${filenameFlags} image:string!
     image-pull-policy:string labels,l:string leave-stdin-open:bool override-type:string=merge overrides:string
     pod-running-timeout:duration=1m0s port:string privileged:bool quiet,q:bool restart:string=Always rm:bool
     save-config:bool stdin,i:bool ${templateFlags} tty,t:bool ${recordFlag}`,
    {
      ...recordDeprecation,
      filename: "it is ignored by kubectl run and will be removed in a future release",
    },
  ),
  run: (session, resume) =>
    resume === undefined ? startRun(session) : runAttached(session, resume as RunAttached),
};

const pods = knownKind("v1", "Pod", "pods");
const services = knownKind("v1", "Service", "services");

function startRun(session: Session): ProgramResult {
  const { flags } = session;
  const dryRun = dryRunOf(session);
  validate(session);
  const [name = ""] = session.args;
  const print = resultPrinter(session, "created", dryRun, "go");
  const labels = parseLabels(flags.string("labels"));
  const podLabels = labels ?? { run: name };
  const pod = override(session, finish(session, pods, buildPod(session, name, podLabels)));
  const created: KubernetesObject[] = [];
  const errors: Error[] = [];
  const make = (kind: typeof pods, object: KubernetesObject) => {
    if (dryRun === "client") return object;
    const options = { fieldManager: flags.string("field-manager"), dryRun };
    return createObject(session, { kind, namespace: session.cluster.namespace }, object, options);
  };
  const madePod = make(pods, pod);
  if (flags.bool("expose")) {
    try {
      created.push(make(services, finish(session, services, buildService(session, name, labels))));
    } catch (thrown) {
      errors.push(asError(thrown));
    }
  }
  created.push(madePod);
  if (isAttached(session)) return startAttached(session, madePod);
  for (const object of created) print(object);
  throwCollected(errors);
  return 0;
}

const isAttached = ({ flags }: Session): boolean =>
  flags.isSet("attach") ? flags.bool("attach") : flags.bool("stdin");

const imagePattern =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

function validate(session: Session): void {
  const { flags, args, argsBeforeDash } = session;
  if (args.length === 0 || argsBeforeDash === 0) throw usage(session, "NAME is required for run");
  const image = flags.string("image");
  if (image === "") throw usage(session, "--image is required");
  if (!imagePattern.test(image))
    throw new CommandError(`Invalid image name ${goQuote(image)}: invalid reference format`);
  if (flags.bool("tty") && !flags.bool("stdin")) {
    throw usage(session, "-i/--stdin is required for containers with -t/--tty=true");
  }
  if (flags.bool("expose") && flags.string("port") === "")
    throw usage(session, "--port must be set when exposing a service");
  if (flags.bool("rm") && !isAttached(session))
    throw usage(session, "--rm should only be used for attached containers");
  if (isAttached(session) && dryRunOf(session) !== "none") {
    throw usage(
      session,
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  }
  const restart = flags.string("restart");
  if (!["", "Always", "OnFailure", "Never"].includes(restart))
    throw usage(session, `invalid restart policy: ${restart}`);
  const pull = flags.string("image-pull-policy");
  if (!["", "Always", "IfNotPresent", "Never"].includes(pull)) {
    throw usage(session, `invalid image pull policy: ${pull}`);
  }
}

function parseLabels(text: string): Record<string, string> | undefined {
  if (text === "") return undefined;
  const labels: Record<string, string> = {};
  for (const spec of text.split(",")) {
    const [key = "", value, ...more] = spec.split("=");
    if (value === undefined || more.length > 0)
      throw new CommandError(`unexpected label spec: ${spec}`);
    if (key === "") throw new CommandError("unexpected empty label key");
    labels[key] = value;
  }
  return labels;
}

export function parseEnvironment(list: readonly string[]): { name: string; value?: string }[] {
  return list.map((text) => {
    const equals = text.indexOf("=");
    const name = text.slice(0, Math.max(0, equals));
    if (equals < 1 || environmentVariableName(name).length > 0)
      throw new CommandError(`invalid env: ${text}`);
    const value = text.slice(equals + 1);
    return value === "" ? { name } : { name, value };
  });
}

function parseAnnotations(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((text) => {
      const equals = text.indexOf("=");
      if (equals < 1) throw new CommandError(`unexpected annotations format: ${text}`);
      return [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

function buildPod(session: Session, name: string, labels: Record<string, string>) {
  const { flags, args } = session;
  const words = args.slice(1);
  const port = flags.string("port");
  const isInteractive = flags.bool("stdin");
  const container = {
    name,
    image: flags.string("image"),
    command: flags.bool("command") ? orNothing(words) : undefined,
    args: flags.bool("command") ? undefined : orNothing(words),
    ports: port === "" ? undefined : [{ containerPort: portNumberOf(port) }],
    env: orNothing(parseEnvironment(flags.list("env"))),
    resources: {},
    imagePullPolicy: orNothing(flags.string("image-pull-policy")),
    securityContext: flags.bool("privileged") ? { privileged: true } : undefined,
    stdin: isInteractive ? true : undefined,
    stdinOnce: isInteractive && !flags.bool("leave-stdin-open") ? true : undefined,
    tty: flags.bool("tty") ? true : undefined,
  };
  return {
    metadata: {
      name,
      labels: orNothing(labels),
      annotations: orNothing(parseAnnotations(flags.list("annotations"))),
    },
    spec: {
      containers: [container],
      restartPolicy: flags.string("restart") || (isInteractive ? "OnFailure" : "Always"),
      dnsPolicy: "ClusterFirst",
    },
    status: {},
  };
}

function portNumberOf(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new CommandError(`strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`);
}

function buildService(
  { flags }: Session,
  name: string,
  labels: Record<string, string> | undefined,
) {
  const port = portNumberOf(flags.string("port"));
  return {
    metadata: { name, labels },
    spec: {
      ports: [{ protocol: "TCP", port, targetPort: port }],
      selector: labels ?? { run: name },
    },
    status: { loadBalancer: {} },
  };
}

/** `--overrides`, merged as `--override-type` says. */
export function override(session: Session, object: KubernetesObject): KubernetesObject {
  const text = session.flags.string("overrides");
  if (text === "") return object;
  const patch = parsePatch(text);
  const base = object as unknown as JsonObject;
  switch (session.flags.string("override-type")) {
    case "json":
      return applyJsonPatch(base, patch) as KubernetesObject;
    case "strategic": {
      const schema = rootProperty({ group: "", version: "v1", kind: object.kind });
      return applyStrategicMergePatch(
        base,
        isJsonObject(patch) ? patch : {},
        schema,
      ) as unknown as KubernetesObject;
    }
    case "merge":
      return applyMergePatch(base, patch) as KubernetesObject;
    default:
      throw new CommandError(`invalid override type: ${session.flags.string("override-type")}`);
  }
}

function parsePatch(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError("Invalid JSON Patch");
  }
}
