// containerd as a process, and the few things its command line prints. What it does stands in `runtime/`.
import type { Program } from "../../machine/program";
import type { HostWorld } from "../host-world";
import { containerdDefaults, containerdHelp } from "./containerd-texts";

const up = "up";

const bootLines = [
  'level=info msg="starting containerd" version=2.1.5',
  'level=info msg="loading plugin" id=io.containerd.grpc.v1.cri type=io.containerd.grpc.v1',
  "level=info msg=serving... address=/run/containerd/containerd.sock",
  'level=info msg="containerd successfully booted in 0.041s"',
];

export const containerd: Program<HostWorld> = {
  name: "containerd",
  summary: "the container runtime",
  handles: ["TERM", "INT"],
  run(io, resume) {
    if (resume === up) return io.signals().length === 0 ? { waitFor: {}, resume: up } : 0;
    const [first, second] = io.args;
    if (first === "--version" || first === "-v") {
      io.stdout("containerd github.com/containerd/containerd/v2 2.1.5 \n");
      return 0;
    }
    if (first === "--help" || first === "-h" || first === "help") {
      io.stdout(containerdHelp);
      return 0;
    }
    if (first === "config" && (second === "default" || second === "dump")) {
      io.stdout(containerdDefaults);
      return 0;
    }
    if (first !== undefined && !first.startsWith("-")) {
      io.stderr(`containerd: ${first}: this command is not simulated here\n`);
      return 1;
    }
    for (const line of bootLines) io.stderr(`${line}\n`);
    return { waitFor: {}, resume: up };
  },
};
