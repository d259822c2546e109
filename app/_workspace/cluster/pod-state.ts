// What kubectl's STATUS and READY mean for somebody who glances: five states, each with a shape of its own.

export type PodState = "running" | "starting" | "failing" | "done" | "leaving";

const starting = /^(Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+|SchedulingGated)$/;

export function podState(status: string, ready: string): PodState {
  if (status === "Terminating") return "leaving";
  if (status === "Completed" || status === "Succeeded") return "done";
  if (starting.test(status)) return "starting";
  if (status !== "Running") return "failing";
  const [there, wanted] = ready.split("/");
  return there === wanted ? "running" : "starting";
}
