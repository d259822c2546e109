// Daemons that only have to be there.
import type { Program } from "../../machine/program";

const idle = (name: string, summary: string): Program => ({
  name,
  summary,
  run: () => ({ waitFor: {}, resume: true }),
});

export const sshd = idle("sshd", "lets people in");
export const cron = idle("cron", "runs commands at their times");
