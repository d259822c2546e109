import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const never = ["**/node_modules/**", ".next/**", "generated/**", "e2e/**"];

// Two projects, so that a test of the simulator does not wait for a database it never asks for.
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "simulator",
          include: ["lib/sim/**/*.test.ts"],
          exclude: never,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "server",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...never, "lib/sim/**"],
          globalSetup: ["./scripts/generate-labs.mjs", "./scripts/vitest-database.mjs"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
