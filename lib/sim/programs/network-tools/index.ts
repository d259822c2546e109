// Programs that reach over the network.
import type { Program } from "../../machine/program";
import type { NetworkWorld } from "../../network/process-network";
import { curl } from "./curl";
import { dig } from "./dig";
import { nc } from "./nc";
import { nslookup } from "./nslookup";
import { ping } from "./ping";
import { wget } from "./wget";

export const networkTools: readonly Program<NetworkWorld>[] = [curl, dig, nc, nslookup, ping, wget];
