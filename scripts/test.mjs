// `npm test`: unit and contract tests against a real Postgres, then journeys in a real browser against
// the built app. Sets up everything on a fresh clone, and ends with one line that sums both.
import fs from "node:fs";
import { inRoot, root } from "./root.mjs";
import { runTool } from "./run.mjs";
import { setup } from "./setup.mjs";

process.chdir(root);
try {
  await setup();
  const results = [await runUnitTests(), await runBrowserTests()];
  const sum = (count) => results.reduce((total, result) => total + result[count], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") === 0 ? 0 : 1);
} catch (error) {
  console.error(process.env.DEBUG ? error : `\n${error.message}\n`);
  process.exit(1);
}

async function runUnitTests() {
  const report = freshReport("unit.json");
  const code = await runTool("vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport(report);
  // A file that cannot even be loaded has no tests to fail.
  const broken = testResults.filter((file) => {
    return file.status === "failed" && file.assertionResults.length === 0;
  });
  return counted({ passed: numPassedTests, failed: numFailedTests + broken.length, code });
}

async function runBrowserTests() {
  const [{ chromiumAdvice, findOrInstallChromium }, { build }, { freePort }] = await Promise.all([
    import("./find-chromium.mjs"),
    import("./build.mjs"),
    import("./embedded-database.mjs"),
  ]);
  const browser = findOrInstallChromium();
  if (!browser) {
    // Never skipped in silence: tests that could not run have not passed.
    console.error(`\n${chromiumAdvice}`);
    return { passed: 0, failed: 1 };
  }
  await build();
  const report = freshReport("browser.json");
  const code = await runTool("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    env: {
      CHROMIUM_PATH: browser,
      NARU_TEST_PORT: String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  });
  const { stats = {} } = readReport(report);
  const { expected = 0, flaky = 0, unexpected = 0 } = stats;
  return counted({ passed: expected, failed: unexpected + flaky, code });
}

/** A run that ended badly without naming a failed test, in a set-up say, has failed all the same. */
function counted({ passed, failed, code }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function freshReport(name) {
  const file = inRoot(".data", "reports", name);
  fs.rmSync(file, { force: true });
  fs.mkdirSync(inRoot(".data", "reports"), { recursive: true });
  return file;
}

function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}
