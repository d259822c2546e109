// Runs both halves, each in a process of its own and one after the other, and prints them side by side.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Figure, table } from "./table";

const [oursFile, peerFile] = process.argv.slice(2);
if (oursFile === undefined || peerFile === undefined)
  throw new Error("usage: run OURS.mjs PEER.mjs");

const ours = await run("ours", oursFile);
const peer = await run("webernetes", peerFile);
console.log(`\n${table(ours, peer)}`);
process.exitCode = ours.length === 0 ? 1 : 0;

/** What a half reports; less when it breaks off, which is said. */
async function run(title: string, file: string): Promise<Figure[]> {
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--enable-source-maps", "--max-old-space-size=3072", file],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "close");
  const found: Figure[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("{")) continue;
    const figure = JSON.parse(line) as Figure;
    found.push(figure);
    console.error(`${title}: ${figure.name}: ${figure.value.toFixed(3)} ${figure.note}`);
  }
  await ended;
  if (child.exitCode !== 0) console.error(`${title}: broke off (exit ${child.exitCode})`);
  return found;
}
