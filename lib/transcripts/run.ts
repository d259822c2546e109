// `npm run transcripts -- PATH…`: plays transcript files or folders and ends with `N passed, N failed`.
// `--json FILE` writes a report, `--quiet` leaves out the differences.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Cluster } from "../sim";
import { showDifference } from "./difference";
import { type Played, playTranscript, type Stage, stageOf } from "./play";

interface Options {
  readonly names: readonly string[];
  readonly json?: string;
  /** Left out: the one its folder was recorded on. */
  readonly preset?: string;
  readonly isQuiet: boolean;
}

const options = readOptions(process.argv.slice(2));
process.exitCode = main(options);

function main({ names, json, preset, isQuiet }: Options): number {
  if (names.length === 0) {
    console.error(
      "usage: npm run transcripts -- [--json FILE] [--preset NAME] [--quiet] FILE|DIR…",
    );
    return 2;
  }
  const bases = new Map<string, Cluster>();
  const baseOf = (name: string): Cluster => {
    const base = bases.get(name) ?? Cluster.create({ preset: name, seed: 1 });
    bases.set(name, base);
    return base;
  };
  const report = names.flatMap(expand).map((file) => {
    const started = performance.now();
    const stage = stageOf(path.basename(path.dirname(file)));
    const base = baseOf(preset ?? stage.preset);
    const played = playSafely(readFileSync(file, "utf8"), base.fork(), stage);
    const isSame = played.difference === undefined;
    console.log(isSame ? `ok ${file}` : `FAIL ${file}`);
    if (played.difference !== undefined && !isQuiet) console.log(showDifference(played.difference));
    return { file, ok: isSame, ms: Math.round(performance.now() - started), ...played };
  });
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  const sum = (read: (entry: (typeof report)[number]) => number): number =>
    report.reduce((total, entry) => total + read(entry), 0);
  const failed = report.filter(({ ok }) => !ok).length;
  console.log(
    `commands that printed the same: ${sum(({ same }) => same)} of ${sum(({ commands }) => commands)}`,
  );
  console.log(`${report.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function playSafely(text: string, cluster: Cluster, stage: Stage): Played {
  try {
    return playTranscript(text, cluster, stage);
  } catch (error) {
    const got =
      error instanceof Error ? (error.stack ?? error.message).split("\n") : [String(error)];
    return {
      commands: (text.match(/^\$ /gm) ?? []).length,
      same: 0,
      difference: { step: "(our mistake)", want: [], got },
    };
  }
}

/** A folder stands for the transcripts in it, in order of name. */
function expand(name: string): string[] {
  if (!statSync(name).isDirectory()) return [name];
  return readdirSync(name)
    .sort()
    .map((entry) => path.join(name, entry))
    .filter((entry) => entry.endsWith(".txt") || statSync(entry).isDirectory())
    .flatMap(expand);
}

function readOptions(args: readonly string[]): Options {
  const names: string[] = [];
  let json: string | undefined;
  let preset: string | undefined;
  let isQuiet = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === "--json") json = args[++i];
    else if (word === "--preset") preset = args[++i] ?? preset;
    else if (word === "--quiet") isQuiet = true;
    else names.push(word);
  }
  return {
    names,
    isQuiet,
    ...(preset === undefined ? {} : { preset }),
    ...(json === undefined ? {} : { json }),
  };
}
