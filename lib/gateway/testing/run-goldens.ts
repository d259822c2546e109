// Runs the recorded runners of `e2e/goldens`, as they are, against a cluster of its own on a free port, and
// gives back what they report.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { serveCluster } from "@/lib/standalone/serve-cluster";

export interface Outcome {
  readonly file: string;
  readonly ok: boolean;
  readonly failure?: unknown;
}

interface Run {
  readonly runner: "replay.mjs" | "replay-raw.mjs";
  /** The program; without it a stand-in that only knows the kubeconfig. */
  readonly kubectl?: string;
  readonly files: readonly string[];
}

/** Where the machine keeps a real kubectl, if it does. */
export const realKubectl = [process.env.KUBECTL_BIN, ".tools/bin"]
  .flatMap((folder) => (folder ? [path.resolve(folder, "kubectl")] : []))
  .find((file) => existsSync(file));

/** What a kubectl takes to start on a machine that does nothing else, as where the recordings were made. */
const absenceMs = 100;

export async function runGoldens({ runner, kubectl, files }: Run): Promise<readonly Outcome[]> {
  const home = mkdtempSync(path.join(tmpdir(), "naru-goldens-"));
  const served = await serveCluster({ port: 0, preset: "base-cluster", seed: 1, absenceMs });
  const control = `http://127.0.0.1:${served.port}/_naru`;
  const config = path.join(home, "config");
  const report = path.join(home, "report.json");
  writeFileSync(config, served.kubeconfig, { mode: 0o600 });
  try {
    await runNode([
      path.resolve("e2e/goldens", runner),
      ...["--kubeconfig", config, "--json", report],
      ...["--kubectl", kubectl ?? standIn(home, served.kubeconfig)],
      ...["--reset-url", `${control}/reset`],
      ...(runner === "replay.mjs"
        ? ["--settle-url", `${control}/settle`, "--advance-url", `${control}/advance`]
        : []),
      ...(runner === "replay.mjs" ? ["--node-url", control] : []),
      ...files,
    ]);
    return JSON.parse(readFileSync(report, "utf8"));
  } finally {
    served.close();
    rmSync(home, { recursive: true });
  }
}

/** The runners ask kubectl for the kubeconfig as JSON, and the one for raw exchanges for nothing else. */
function standIn(home: string, kubeconfig: string): string {
  const file = path.join(home, "kubectl");
  const view = path.join(home, "config.json");
  writeFileSync(view, JSON.stringify(parse(kubeconfig)));
  writeFileSync(file, `#!/bin/sh\ncat '${view}'\n`, { mode: 0o755 });
  return file;
}

/** The runner's own status only says whether all passed, which its report says better. */
function runNode(args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, _out, text) => {
      if (error === null || error.code === 1) done();
      else failed(new Error(`${error.message}\n${text}`));
    });
  });
}
