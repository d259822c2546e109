import { describe, expect, it } from "vitest";
import type { CronJobSpec } from "@/generated/kubernetes/types";
import { parseSchedule } from "../../kinds/cron-job/schedule";
import { formatTime, parseTime } from "../../meta/time";
import { eventsAbout, forkBase } from "../../testing/base-cluster";
import { missedRuns, nextRun } from "./next-run";

const minuteMs = 60_000;
const at = (text: string): number => parseTime(text) ?? 0;
const read = (text: string) => {
  const parsed = parseSchedule(text);
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed.schedule;
};

describe("the next run", () => {
  it.each([
    ["* * * * *", "2026-01-05T00:00:30Z", "2026-01-05T00:01:00Z"],
    ["*/5 * * * *", "2026-01-05T00:05:00Z", "2026-01-05T00:10:00Z"],
    ["@hourly", "2026-01-05T23:30:00Z", "2026-01-06T00:00:00Z"],
    ["0 9 * * 1-5", "2026-01-09T10:00:00Z", "2026-01-12T09:00:00Z"],
    ["0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"],
    ["0 0 13 * 5", "2026-01-05T00:00:00Z", "2026-01-09T00:00:00Z"],
    ["@every 90s", "2026-01-05T00:00:10Z", "2026-01-05T00:01:40Z"],
  ])("of %s after %s is %s", (schedule, after, next) => {
    expect(formatTime(nextRun(read(schedule), at(after), 0) ?? 0)).toBe(next);
  });

  it("is counted on the clock of its zone", () => {
    const next = nextRun(read("0 9 * * *"), at("2026-01-05T00:00:00Z"), 9 * 60 * minuteMs);
    expect(formatTime(next ?? 0)).toBe("2026-01-06T00:00:00Z");
  });

  it("is nothing on 30 February", () => {
    expect(nextRun(read("0 0 30 2 *"), at("2026-01-05T00:00:00Z"), 0)).toBeUndefined();
  });

  it("knows how many were missed and which was the last", () => {
    const span = {
      since: at("2026-01-05T00:00:00Z"),
      now: at("2026-01-05T02:00:30Z"),
      offsetMs: 0,
    };
    const { latest, count } = missedRuns(read("*/10 * * * *"), span);
    expect([formatTime(latest ?? 0), count]).toEqual(["2026-01-05T02:00:00Z", 12]);
  });
});

function run(spec: Partial<CronJobSpec>, command: readonly string[] = ["true"]) {
  const cluster = forkBase();
  const client = cluster.client();
  const template = {
    spec: { restartPolicy: "Never", containers: [{ name: "c", image: "busybox", command }] },
  };
  client.create("CronJob", {
    metadata: { name: "tick", namespace: "default" },
    spec: { schedule: "* * * * *", jobTemplate: { spec: { template } }, ...spec },
  });
  const jobs = () => client.list("Job", { namespace: "default" });
  const status = () => client.get("CronJob", { namespace: "default", name: "tick" })?.status;
  return { cluster, client, jobs, status };
}

describe("a CronJob", () => {
  it("names jobs after their minute and keeps three", () => {
    const { cluster, client, jobs, status } = run({});
    cluster.advance(6 * minuteMs + 30_000);
    expect(jobs()).toHaveLength(3);
    for (const { metadata } of jobs()) expect(metadata.name).toMatch(/^tick-29\d{6}$/);
    expect(status()?.lastSuccessfulTime).toBeDefined();
    expect(status()?.active).toBeUndefined();
    const events = eventsAbout(client, "CronJob");
    expect(events).toContain(
      `Normal SawCompletedJob Saw completed job: ${jobs()[0]?.metadata.name}, condition: Complete`,
    );
  });

  it("starts nothing while it is suspended", () => {
    const { cluster, jobs } = run({ suspend: true });
    cluster.advance(3 * minuteMs);
    expect(jobs()).toEqual([]);
  });

  it("waits for the last job with Forbid", () => {
    const { cluster, client, jobs } = run({ concurrencyPolicy: "Forbid" }, ["sleep", "3600"]);
    cluster.advance(3 * minuteMs);
    expect(jobs()).toHaveLength(1);
    expect(eventsAbout(client, "CronJob")).toContain(
      "Normal JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid",
    );
  });

  it("puts a new job in the place of the old one with Replace", () => {
    const { cluster, jobs } = run({ concurrencyPolicy: "Replace" }, ["sleep", "3600"]);
    cluster.advance(90_000);
    const first = jobs()[0]?.metadata.name;
    cluster.advance(minuteMs);
    expect(jobs()).toHaveLength(1);
    expect(jobs()[0]?.metadata.name).not.toBe(first);
  });

  it("makes up for one missed run, the latest, when the controller returns", () => {
    const { cluster, jobs } = run({});
    cluster.stop("kube-controller-manager");
    cluster.advance(10 * minuteMs + 30_000);
    cluster.start("kube-controller-manager");
    cluster.advance(1000);
    expect(jobs()).toHaveLength(1);
  });

  it("lets a run go that is past its starting deadline", () => {
    const { cluster, jobs } = run({ startingDeadlineSeconds: 10 });
    cluster.stop("kube-controller-manager");
    cluster.advance(minuteMs + 40_000);
    cluster.start("kube-controller-manager");
    cluster.advance(1000);
    expect(jobs()).toEqual([]);
  });

  it("writes the scheduled time in its zone", () => {
    const { cluster, jobs } = run({ timeZone: "Asia/Seoul" });
    cluster.advance(minuteMs);
    const stamp =
      jobs()[0]?.metadata.annotations?.["batch.kubernetes.io/cronjob-scheduled-timestamp"];
    expect(stamp).toMatch(/\+09:00$/);
  });

  it("refuses a zone nobody knows", () => {
    expect(() => run({ timeZone: "Mars/Base" })).toThrow(
      'spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base',
    );
  });
});
