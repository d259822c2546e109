import { describe, expect, it } from "vitest";
import type { JobSpec } from "@/generated/kubernetes/types";
import { eventsAbout, forkBase } from "../../testing/base-cluster";
import { formatIndexes, parseIndexes } from "./indexes";

const key = { namespace: "default", name: "work" };

function run(spec: Partial<JobSpec>, command: readonly string[] = ["true"]) {
  const cluster = forkBase();
  const client = cluster.client();
  client.create("Job", {
    metadata: key,
    spec: {
      template: {
        spec: { restartPolicy: "Never", containers: [{ name: "c", image: "busybox", command }] },
      },
      ...spec,
    },
  });
  const seen = () => ({
    status: client.get("Job", key)?.status,
    pods: client.list("Pod", { namespace: "default" }),
    events: eventsAbout(client, "Job"),
  });
  return { cluster, client, seen };
}

const conditionsOf = (status: ReturnType<ReturnType<typeof run>["seen"]>["status"]) =>
  status?.conditions?.map(({ type, reason }) => `${type} ${reason}`);

describe("a job", () => {
  it("counts its pod, lets go of it and is complete", () => {
    const { cluster, seen } = run({});
    cluster.settle();
    const { status, pods } = seen();
    expect(status).toMatchObject({
      succeeded: 1,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    expect(conditionsOf(status)).toEqual([
      "SuccessCriteriaMet CompletionsReached",
      "Complete CompletionsReached",
    ]);
    expect(pods[0]?.metadata.finalizers).toBeUndefined();
  });

  it("waits 10 s, then 20 s after failures and gives up after backoffLimit", () => {
    const { cluster, seen } = run({ backoffLimit: 2 }, ["false"]);
    cluster.advance(8000);
    expect(seen().pods).toHaveLength(1);
    cluster.advance(6000);
    expect(seen().pods).toHaveLength(2);
    cluster.advance(15_000);
    expect(seen().pods).toHaveLength(2);
    cluster.advance(10_000);
    const { status, pods, events } = seen();
    expect(pods).toHaveLength(3);
    expect(status).toMatchObject({ failed: 3 });
    expect(conditionsOf(status)).toEqual([
      "FailureTarget BackoffLimitExceeded",
      "Failed BackoffLimitExceeded",
    ]);
    expect(events).toContain(
      "Warning BackoffLimitExceeded Job has reached the specified backoff limit",
    );
  });

  it("runs no more pods at once than parallelism says", () => {
    const { cluster, seen } = run({ completions: 5, parallelism: 2 }, ["sleep", "3600"]);
    cluster.settle();
    expect(seen().status).toMatchObject({ active: 2, ready: 2 });
  });

  it("stops its pods when it is suspended and starts anew when it is resumed", () => {
    const { cluster, client, seen } = run({}, ["sleep", "3600"]);
    cluster.settle();
    const suspend = (value: boolean): void => {
      const job = client.get("Job", key);
      if (job?.spec !== undefined)
        client.update("Job", { ...job, spec: { ...job.spec, suspend: value } });
      cluster.advance(5000);
    };
    suspend(true);
    expect(seen().pods).toHaveLength(0);
    expect(seen().status?.active).toBeUndefined();
    suspend(false);
    expect(seen().pods).toHaveLength(1);
    expect(conditionsOf(seen().status)).toEqual(["Suspended JobResumed"]);
  });

  it("fails at once when the failure policy says so", () => {
    const rules = [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }];
    const { cluster, seen } = run({ podFailurePolicy: { rules } }, ["sh", "-c", "exit 42"]);
    cluster.settle();
    const end = seen().status?.conditions?.at(-1);
    expect(end).toMatchObject({ type: "Failed", reason: "PodFailurePolicy" });
    expect(end?.message).toMatch(
      /^Container c for pod default\/work-\w+ failed with exit code 42 matching FailJob rule at index 0$/,
    );
  });

  it("gives each pod of an Indexed job its index", () => {
    const { cluster, seen } = run({ completions: 2, parallelism: 2, completionMode: "Indexed" });
    cluster.settle();
    const { pods, status } = seen();
    expect(status?.completedIndexes).toBe("0,1");
    expect(pods.map(({ spec }) => spec?.hostname)).toEqual(["work-0", "work-1"]);
    expect(pods[1]?.spec?.containers[0]?.env?.[0]?.name).toBe("JOB_COMPLETION_INDEX");
  });

  it("fails indexes one by one with backoffLimitPerIndex", () => {
    const spec = {
      completions: 2,
      parallelism: 2,
      completionMode: "Indexed",
      backoffLimitPerIndex: 0,
    };
    const { cluster, seen } = run(spec, ["false"]);
    cluster.advance(20_000);
    expect(seen().status).toMatchObject({ failedIndexes: "0,1", failed: 2 });
    expect(conditionsOf(seen().status)?.at(-1)).toBe("Failed FailedIndexes");
  });

  it("leaves no pod behind that its finalizer holds up", () => {
    const { cluster, client, seen } = run({ parallelism: 3, completions: 3 }, ["sleep", "3600"]);
    cluster.settle();
    client.delete("Job", key, { propagationPolicy: "Background" });
    cluster.advance(10_000);
    expect(seen().pods).toEqual([]);
  });

  it("loses nothing to a restart of the controller in the middle", () => {
    const { cluster, seen } = run({ completions: 6, parallelism: 2 });
    for (let step = 0; step < 12; step++) {
      cluster.stop("kube-controller-manager");
      cluster.advance(400);
      cluster.start("kube-controller-manager");
      cluster.advance(1100);
    }
    expect(seen().status).toMatchObject({ succeeded: 6 });
    expect(seen().pods).toHaveLength(6);
  });
});

describe("indexes", () => {
  it.each([
    ["", []],
    ["0-3", [0, 1, 2, 3]],
    ["0,1", [0, 1]],
    ["1,3-5,8", [1, 3, 4, 5, 8]],
  ])("reads and writes %j", (text, indexes) => {
    expect([...parseIndexes(text, 100)]).toEqual(indexes);
    expect(formatIndexes(new Set(indexes))).toBe(text);
  });
});
