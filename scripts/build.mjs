// `next build`, when anything it was made from has changed.
import { runToolOrStop } from "./run.mjs";
import { whenStale } from "./stale.mjs";

const sources = [
  "app",
  "content",
  "lib",
  "generated",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "proxy.ts",
  "package-lock.json",
  "tsconfig.json",
];

export const build = () =>
  whenStale({
    name: "build",
    sources,
    output: ".next/BUILD_ID",
    make: async () => {
      console.error("Building (half a minute) …");
      await runToolOrStop("next/dist/bin/next", ["build"], {
        quiet: true,
        env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      });
    },
  });
