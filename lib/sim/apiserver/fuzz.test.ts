// Whatever is sent, the API server answers as one does: never with a 500, never with an exception, and what it has
// stored is in order afterwards. A failure names the seed: `NARU_SEED=7 npx vitest run lib/sim/apiserver/fuzz`.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster, systemUser } from "../cluster";
import { Dice } from "../testing/dice";
import { freezeRows } from "../testing/freeze-rows";
import { checkAtRest, Onlooker } from "../testing/invariants";
import { wildRequest } from "../testing/wild-requests";
import type { ApiRequest, ApiResponse } from "./request";

freezeRows();

const seeds = Number(process.env.NARU_SEEDS ?? 60);
const requestsPerSeed = 60;
const only = process.env.NARU_SEED;
const all =
  only === undefined ? Array.from({ length: seeds }, (_, index) => index + 1) : [Number(only)];

let base: Cluster;
beforeAll(() => {
  base = Cluster.create({ preset: "three-nodes", seed: 1 });
  base.run(
    "controlplane",
    "kubectl create namespace dev; kubectl create deployment web --image=nginx",
  );
  base.settle();
});

describe("wild requests", () => {
  it.each(all)("of seed %i are answered, and leave the cluster in order", (seed) => {
    const dice = new Dice(seed);
    const cluster = base.fork().reseed(seed);
    const onlooker = new Onlooker(cluster);
    const wrong: string[] = [];
    for (let count = 0; count < requestsPerSeed; count += 1) {
      const request = wildRequest(dice);
      wrong.push(...problemsOf(request, answer(cluster, request)));
      if (dice.oneIn(6)) cluster.advance(dice.pick([10, 2000, 20_000]));
    }
    wrong.push(...onlooker.look());
    const bytes = JSON.stringify(cluster.save());
    const restored = Cluster.restore(JSON.parse(bytes));
    cluster.advance(5000);
    restored.advance(5000);
    if (JSON.stringify(restored.save()) !== JSON.stringify(cluster.save()))
      wrong.push("a restored cluster goes another way");
    wrong.push(...checkAtRest(cluster));
    expect(wrong).toEqual([]);
  });
});

/** What Kubernetes itself answers with a code of 500 or above, though the request is to blame. */
const upstreamFailures = [
  /^failed to create typed patch object /,
  /^resourceVersion: Invalid value: .* strconv\.ParseUint/,
  /^Timeout: Too large resource version/,
];

function answer(cluster: Cluster, request: ApiRequest): ApiResponse | Error {
  try {
    return cluster.request({ ...request, user: systemUser });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function problemsOf(request: ApiRequest, response: ApiResponse | Error): string[] {
  const { method, path, query, headers, body } = request;
  const asked = `${method} ${path} ${JSON.stringify(query)} ${JSON.stringify(headers)} ${String(body).slice(0, 1500)}`;
  if (response instanceof Error) return [`${asked}\n  threw ${response.stack?.slice(0, 600)}`];
  const { code } = response;
  const { message = "" } = (response.body ?? {}) as { message?: string };
  if (code >= 500 && !upstreamFailures.some((known) => known.test(message)))
    return [`${asked}\n  answered ${code}: ${JSON.stringify(response.body)}`];
  const isStatus = (response.body as { kind?: string } | null)?.kind === "Status";
  if (code >= 400 && !isStatus && typeof response.body !== "string")
    return [`${asked}\n  answered ${code} with no Status`];
  return [];
}
