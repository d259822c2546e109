import type { Command } from "../command";
import { authCanI } from "./auth-can-i";
import { authReconcile } from "./auth-reconcile";
import { authWhoami } from "./auth-whoami";

export const auth: Command = {
  name: "auth",
  summary: "Inspect authorization",
  usage: "[flags]",
  subcommands: [authCanI, authReconcile, authWhoami],
};
