import { defineConfig } from "@playwright/test";
import { chromiumAdvice, findChromium } from "./scripts/find-chromium.mjs";

const executablePath = findChromium();
if (!executablePath) throw new Error(chromiumAdvice);

// Playwright reads this file again in each worker, which inherits the environment.
process.env.NARU_TEST_PORT ??= String(20_000 + (process.pid % 20_000));
const baseURL = `http://127.0.0.1:${process.env.NARU_TEST_PORT}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // The server, its simulated clusters and the browser share the machine: more workers only wait.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL,
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node scripts/test-server.mjs",
    url: `${baseURL}/login`,
    reuseExistingServer: false,
    // It may have to build first.
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
