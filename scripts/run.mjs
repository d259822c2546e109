// Runs a program and waits for it; the one place that knows how npm is called on Windows.
import { spawn } from "node:child_process";
import { inRoot, root } from "./root.mjs";

/**
 * Resolves with the exit code. Its output goes to our standard error, so that what `npm start` says on
 * standard output stays readable; `quiet` keeps it back and shows it only when the program fails.
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", quiet ? "pipe" : 2, quiet ? "pipe" : 2],
      shell: process.platform === "win32" && command === "npm",
    });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (quiet && code !== 0) process.stderr.write(output);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** As `run`, but a failure stops the whole script with a sentence. */
export async function runOrStop(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} failed (exit code ${code})`);
}

/** Runs the JavaScript file of an installed package with this very Node: no shell, no npx. */
export const runTool = (file, args, options) =>
  run(process.execPath, [inRoot("node_modules", file), ...args], options);

export async function runToolOrStop(file, args, options) {
  await runOrStop(process.execPath, [inRoot("node_modules", file), ...args], options);
}
