// The real kubectl, where there is one: `kubectl` in the folder $KUBECTL_BIN, or `.tools/bin/kubectl`.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

const program = path.resolve(process.env.KUBECTL_BIN ?? ".tools/bin", "kubectl");

export const isKubectlThere = existsSync(program);

/** For the name of what is skipped without it. */
export const kubectlName = isKubectlThere ? "real kubectl" : "real kubectl (not found: skipped)";

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RealKubectl {
  readonly home: string;
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
  run(args: readonly string[], stdin?: string | Buffer): Promise<Ran>;
  /** Standard output; throws with standard error when it fails. */
  output(line: string): Promise<string>;
  remove(): void;
}

export function realKubectl(kubeconfig: string): RealKubectl {
  const home = mkdtempSync(path.join(tmpdir(), "naru-kubectl-"));
  const config = path.join(home, "config");
  writeFileSync(config, kubeconfig);
  const start = (args: readonly string[]) =>
    spawn(program, args, {
      cwd: home,
      env: { NODE_ENV: "test", HOME: home, KUBECONFIG: config, PATH: "/usr/bin:/bin" },
    });
  async function run(args: readonly string[], stdin: string | Buffer = ""): Promise<Ran> {
    const child = start(args);
    child.stdin.on("error", () => {});
    child.stdin.end(stdin);
    const timer = setTimeout(() => child.kill("SIGKILL"), 25_000);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]);
    clearTimeout(timer);
    return { stdout, stderr, code };
  }
  return {
    home,
    start,
    run,
    async output(line) {
      const { stdout, stderr, code } = await run(line.split(" "));
      if (code !== 0) throw new Error(`kubectl ${line}: ${stderr}`);
      return stdout;
    },
    remove: () => rmSync(home, { recursive: true }),
  };
}
