import type { ProgramResult } from "@/lib/sim/machine/program";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completePods } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import type { Session } from "../session";
import { type AttachState, openAttach, stepAttach } from "../streams/attach-stream";
import { chooseContainer, isFinished } from "../streams/pods";
import { podNamed } from "./exec";

export const attach: Command = {
  name: "attach",
  summary: "Attach to a running container",
  usage: "(POD | TYPE/NAME) -c CONTAINER",
  flags: defineFlags(
    "container,c:string detach-keys:string=ctrl-p,ctrl-q pod-running-timeout:duration=1m0s quiet,q:bool stdin,i:bool tty,t:bool",
  ),
  run: (session, resume) =>
    step(session, resume === undefined ? start(session) : (resume as AttachState)),
  complete: completePods,
};

function start(session: Session): AttachState {
  const { flags, args, io } = session;
  const [resource] = args;
  if (resource === undefined) throw new CommandError("at least 1 argument is required for attach");
  if (args.length > 2)
    throw new CommandError(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(" ")}]`,
    );
  const pod = podNamed(session, args.length === 2 ? args.join("/") : resource);
  if (isFinished(pod))
    throw new CommandError(
      `cannot attach a container in a completed pod; current phase is ${pod.status?.phase}`,
    );
  const container = chooseContainer(session, pod, {
    name: flags.string("container"),
    isQuiet: flags.bool("quiet"),
  });
  if (flags.bool("tty") && container.tty !== true && !flags.bool("quiet")) {
    io.stderr(`error: Unable to use a TTY - container ${container.name} did not allocate one\n`);
  }
  if (!flags.bool("quiet")) {
    io.stderr(
      "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  }
  return openAttach(session, {
    namespace: pod.metadata?.namespace ?? "",
    pod: pod.metadata?.name ?? "",
    container: container.name,
    withStdin: flags.bool("stdin"),
    tty: container.tty === true,
    skipsPast: true,
  });
}

function step(session: Session, state: AttachState): ProgramResult {
  const next = stepAttach(session, state);
  return next === undefined ? 0 : { waitFor: next.waitFor, resume: next.state };
}
