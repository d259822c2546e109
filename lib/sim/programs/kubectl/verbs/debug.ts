// kubectl debug: an ephemeral container in a pod, a copy of a pod, or a pod on a node.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/debug/debug.go

import type { Container, Pod } from "@/generated/kubernetes/types";
import type { ProgramResult } from "@/lib/sim/machine/program";
import { fnv1a32, safeEncodeString } from "@/lib/sim/meta/names";
import { getPath, removePath } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
import { completePods } from "../completion";
import { orNothing, withoutUndefined } from "../create/generator";
import { defineFlags } from "../flags/flag-specs";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Info } from "../resources/target";
import { commandWords, type Session } from "../session";
import { type AttachState, findPod, openAttach, stepAttach } from "../streams/attach-stream";
import { asPod, podKind } from "../streams/pods";
import { createObject, patchObject } from "../writes";
import { parseEnvironment } from "./run";

export const debug: Command = {
  name: "debug",
  summary: "Create debugging sessions for troubleshooting workloads and nodes",
  usage: "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
  flags: defineFlags(`
    arguments-only:bool attach:bool container,c:string copy-to:string custom:string env:array filename,f:slice image:string
    image-pull-policy:string keep-annotations:bool keep-init-containers:bool=true keep-labels:bool keep-liveness:bool
    keep-readiness:bool keep-startup:bool profile:string=general quiet,q:bool replace:bool same-node:bool set-image:slice
    share-processes:bool=true stdin,i:bool target:string tty,t:bool
  `),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as DebugState),
  complete: completePods,
};

type DebugState =
  | {
      readonly step: "starting";
      readonly namespace: string;
      readonly pod: string;
      readonly container: string;
    }
  | { readonly step: "attached"; readonly attach: AttachState };

const profiles = ["legacy", "general", "baseline", "netadmin", "restricted", "sysadmin"];

function start(session: Session): ProgramResult {
  const { flags, args } = session;
  validate(session);
  const [resource = ""] = args;
  const options = resource.includes("/")
    ? { args: [resource] }
    : { args: [resource], defaultType: "pods" };
  const {
    infos: [info],
    errors,
  } = fetchTargets(session, findTargets(session, options).targets);
  throwCollected(errors);
  if (info === undefined) return 0;
  if (info.kind.kind === "Node") return debugNode(session, info);
  if (info.kind.kind !== "Pod")
    throw new CommandError(`"${info.object.kind}" not supported by debug`);
  return flags.string("copy-to") === "" ? addEphemeral(session, info) : copyPod(session, info);
}

function validate({ flags, args }: Session): void {
  const copy = flags.string("copy-to");
  if (args.length === 0) {
    if (copy === "" && flags.string("image") === "")
      throw new CommandError("you must specify --image when not using --copy-to.");
    throw new CommandError("NAME or filename is required for debug");
  }
  if (
    copy !== "" &&
    flags.string("image") === "" &&
    flags.list("set-image").length === 0 &&
    flags.string("container") === "" &&
    args.length < 2
  ) {
    throw new CommandError("you must specify --image, --set-image or command arguments.");
  }
  if (copy === "" && flags.list("set-image").length > 0)
    throw new CommandError("--set-image may only be used with --copy-to.");
  if (copy === "" && flags.string("image") === "")
    throw new CommandError("you must specify --image when not using --copy-to.");
  if (flags.string("target") !== "" && copy !== "")
    throw new CommandError(
      "--target is incompatible with --copy-to. Use --share-processes instead.",
    );
  if (flags.bool("tty") && !flags.bool("stdin"))
    throw new CommandError("-i/--stdin is required for containers with -t/--tty=true");
  if (!profiles.includes(flags.string("profile")))
    throw new CommandError(`unknown profile: ${flags.string("profile")}`);
}

/** Five letters that are not taken, drawn from the instant and the name. */
const suffix = (session: Session, name: string): string =>
  safeEncodeString(String(fnv1a32(`${name}${session.io.process.now}`)))
    .slice(0, 5)
    .padEnd(5, "b");

const securityContexts: Readonly<Record<string, object | undefined>> = {
  legacy: undefined,
  baseline: undefined,
  general: { capabilities: { add: ["SYS_PTRACE"] } },
  netadmin: { capabilities: { add: ["NET_ADMIN", "NET_RAW"] } },
  sysadmin: { privileged: true },
  restricted: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  },
};

function debugContainer(session: Session, name: string): Container {
  const { flags } = session;
  const words = commandWords(session);
  const container = {
    name,
    image: flags.string("image"),
    command: flags.bool("arguments-only") ? undefined : orNothing(words),
    args: flags.bool("arguments-only") ? orNothing(words) : undefined,
    env: orNothing(parseEnvironment(flags.list("env"))),
    imagePullPolicy: orNothing(flags.string("image-pull-policy")),
    stdin: flags.bool("stdin") ? true : undefined,
    tty: flags.bool("tty") ? true : undefined,
    resources: {},
    securityContext: securityContexts[flags.string("profile")],
    terminationMessagePolicy: "File",
  };
  return withoutUndefined(container) as unknown as Container;
}

function addEphemeral(session: Session, info: Info): ProgramResult {
  const { flags, io } = session;
  const name = flags.string("container") || `debugger-${suffix(session, info.name)}`;
  if (flags.string("container") === "" && !flags.bool("quiet"))
    io.stderr(`Defaulting debug container name to ${name}.\n`);
  const target = flags.string("target");
  if (target !== "" && !flags.bool("quiet")) {
    io.stdout(
      `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    );
  }
  const container = {
    ...debugContainer(session, name),
    ...(target === "" ? {} : { targetContainerName: target }),
  };
  patchObject(
    session,
    { ...info, subresource: "ephemeralcontainers" },
    {
      type: "strategic",
      patch: { spec: { ephemeralContainers: [container] } },
      options: {},
    },
  );
  return attachMaybe(session, { namespace: info.namespace, pod: info.name, container: name });
}

function copyPod(session: Session, info: Info): ProgramResult {
  const { flags } = session;
  const pod = asPod(info.object);
  const name = flags.string("container") || `debugger-${suffix(session, info.name)}`;
  const images = new Map(
    flags.list("set-image").map((text) => text.split("=") as [string, string]),
  );
  const own = (pod.spec?.containers ?? []).map((container) =>
    copyContainer(session, container, images),
  );
  const isExisting = own.some((container) => container.name === name);
  const words = commandWords(session);
  const containers = isExisting
    ? own.map((container) =>
        container.name !== name
          ? container
          : {
              ...container,
              ...(flags.string("image") === "" ? {} : { image: flags.string("image") }),
              ...(words.length === 0 ? {} : { command: words }),
            },
      )
    : flags.string("image") === ""
      ? own
      : [...own, debugContainer(session, name)];
  const spec = {
    ...pod.spec,
    containers,
    ...(flags.bool("share-processes") ? { shareProcessNamespace: true } : {}),
  };
  const { nodeName, ...rest } = spec;
  const copy = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: flags.string("copy-to"),
      ...(flags.bool("keep-labels") ? { labels: pod.metadata?.labels } : {}),
      ...(flags.bool("keep-annotations") ? { annotations: pod.metadata?.annotations } : {}),
    },
    spec: withoutInit(session, flags.bool("same-node") ? { ...rest, nodeName } : rest),
  };
  createObject(session, { kind: podKind, namespace: info.namespace }, withoutUndefined(copy), {});
  return attachMaybe(session, {
    namespace: info.namespace,
    pod: flags.string("copy-to"),
    container: name,
  });
}

const withoutInit = ({ flags }: Session, spec: object): object =>
  flags.bool("keep-init-containers")
    ? removePath(spec, ["ephemeralContainers"])
    : removePath(removePath(spec, ["initContainers"]), ["ephemeralContainers"]);

function copyContainer(
  { flags }: Session,
  container: Container,
  images: ReadonlyMap<string, string>,
): Container {
  const image = images.get(container.name) ?? images.get("*");
  const probes = [
    ["livenessProbe", "keep-liveness"],
    ["readinessProbe", "keep-readiness"],
    ["startupProbe", "keep-startup"],
  ] as const;
  let next: Container = image === undefined ? container : { ...container, image };
  for (const [field, flag] of probes) if (!flags.bool(flag)) next = removePath(next, [field]);
  return next;
}

function debugNode(session: Session, info: Info): ProgramResult {
  const { io } = session;
  const namespace = session.cluster.namespace;
  const name = `node-debugger-${info.name}-${suffix(session, info.name)}`;
  const container = "debugger";
  io.stdout(`Creating debugging pod ${name} with container ${container} on node ${info.name}.\n`);
  const withHost = {
    ...debugContainer(session, container),
    volumeMounts: [{ mountPath: "/host", name: "host-root" }],
  };
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "app.kubernetes.io/managed-by": "kubectl-debug" } },
    spec: {
      containers: [
        session.flags.string("profile") === "general"
          ? removePath(withHost, ["securityContext"])
          : withHost,
      ],
      nodeName: info.name,
      restartPolicy: "Never",
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      tolerations: [{ operator: "Exists" }],
      volumes: [{ name: "host-root", hostPath: { path: "/" } }],
    },
  };
  createObject(session, { kind: podKind, namespace }, pod, {});
  return attachMaybe(session, { namespace, pod: name, container });
}

interface Place {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

function attachMaybe(session: Session, place: Place): ProgramResult {
  const { flags } = session;
  const attaches = flags.isSet("attach") ? flags.bool("attach") : flags.bool("stdin");
  return attaches ? goOn(session, { step: "starting", ...place }) : 0;
}

function goOn(session: Session, state: DebugState): ProgramResult {
  if (state.step === "attached") return step(session, state.attach);
  const pod = findPod(session, state.namespace, state.pod);
  if (pod === undefined) throw new CommandError(`pods ${JSON.stringify(state.pod)} not found`);
  const status = statusOf(pod, state.container);
  if (
    status === undefined ||
    (getPath(status, ["state", "running"]) === undefined &&
      getPath(status, ["state", "terminated"]) === undefined)
  ) {
    return { waitFor: { change: true }, resume: state };
  }
  if (!session.flags.bool("quiet")) {
    session.io.stderr(
      "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  }
  const { namespace, container } = state;
  const attach = openAttach(session, {
    namespace,
    pod: state.pod,
    container,
    withStdin: session.flags.bool("stdin"),
    tty: session.flags.bool("tty"),
    skipsPast: false,
  });
  return step(session, attach);
}

function step(session: Session, attach: AttachState): ProgramResult {
  const next = stepAttach(session, attach);
  return next === undefined
    ? 0
    : {
        waitFor: next.waitFor,
        resume: { step: "attached", attach: next.state } satisfies DebugState,
      };
}

const statusOf = ({ status }: Pod, name: string): object | undefined =>
  [...(status?.containerStatuses ?? []), ...(status?.ephemeralContainerStatuses ?? [])].find(
    (one) => one.name === name,
  );
