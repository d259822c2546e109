// `npm run cluster`: serves one simulated cluster until it is stopped.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { presets } from "@/lib/sim";
import { serveCluster } from "./serve-cluster";

const usage = `usage: npm run cluster -- [--port N] [--kubeconfig FILE] [--preset NAME] [--seed N]
  --port N           where to listen on 127.0.0.1 (6443)
  --kubeconfig FILE  where the kubeconfig is written (.data/kubeconfig)
  --preset NAME      ${presets.map(({ name }) => name).join(", ")} (base-cluster)
  --seed N           everything random follows from it (1)`;

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function run(): Promise<void> {
  const { port, file, preset, seed } = readOptions();
  const served = await serveCluster({
    port,
    preset,
    seed,
    onError: (error, what) => console.error(what, error),
  });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, served.kubeconfig, { mode: 0o600 });
  console.log(`${preset} on https://127.0.0.1:${served.port} (plain HTTP works there too)`);
  console.log(`kubectl --kubeconfig ${file} get nodes`);
  console.log(`bearer token: ${served.token}`);
  console.log("ready");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      served.close();
      process.exit(0);
    });
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "6443" },
      kubeconfig: { type: "string", default: ".data/kubeconfig" },
      preset: { type: "string", default: "base-cluster" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const { preset } = values;
  const file = path.resolve(process.env.INIT_CWD ?? ".", values.kubeconfig);
  if (!presets.some(({ name }) => name === preset)) {
    throw new Error(`no preset is called ${preset}\n${usage}`);
  }
  const port = numberOf("port", values.port, 65_535);
  return { port, seed: numberOf("seed", values.seed, 2 ** 31), preset, file };
}

function numberOf(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) {
    throw new Error(`--${name} must be a number from 0 to ${most}, not ${text}\n${usage}`);
  }
  return number;
}
