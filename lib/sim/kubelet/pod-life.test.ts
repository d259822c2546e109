import { describe, expect, it } from "vitest";
import { logOf, podOf, shownStatus, TestCluster, watchPod } from "./testing/test-cluster";

const statuses = (lines: readonly string[]): string[] =>
  lines.map((line) => line.slice(line.indexOf(" ") + 1));
const secondsAt = (lines: readonly string[]): number[] =>
  lines.map((line) => Number(line.split(" ")[0]));

describe("a pod's start", () => {
  it("takes under a second and a half, and two status writes", () => {
    const cluster = TestCluster.create();
    const before = cluster.writes;
    cluster.client.create("Pod", podOf("web", { image: "nginx:1.27" }));
    expect(watchPod(cluster, "web", 5)).toEqual([
      "0.1 0/1 ContainerCreating 0",
      "0.7 1/1 Running 0",
    ]);
    // Created, bound, ContainerCreating, Running.
    expect(cluster.writes - before).toBe(4);
    const { status } = cluster.pod("web");
    expect(status?.conditions?.map(({ type, status: is }) => `${type} ${is}`)).toEqual([
      "PodReadyToStartContainers True",
      "Initialized True",
      "Ready True",
      "ContainersReady True",
      "PodScheduled True",
    ]);
    expect(status).toMatchObject({
      phase: "Running",
      podIP: "10.244.1.2",
      hostIP: "172.30.1.2",
      qosClass: "BestEffort",
      observedGeneration: 1,
      containerStatuses: [
        {
          image: "docker.io/library/nginx:1.27",
          ready: true,
          started: true,
          restartCount: 0,
          lastState: {},
          user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } },
        },
      ],
    });
    expect(cluster.events("web").sort()).toEqual([
      "Normal Created x1: Container created",
      'Normal Pulled x1: Container image "nginx:1.27" already present on machine and can be accessed by the pod',
      "Normal Scheduled x1: Successfully assigned default/web to node01",
      "Normal Started x1: Container started",
    ]);
  });

  it("costs nothing once it runs", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("web", { image: "nginx:1.27" }));
    cluster.advance(5000);
    const writes = cluster.writes;
    cluster.advance(3_600_000);
    expect(cluster.writes).toBe(writes);
  });

  it("says how long a pull took", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("cache", { image: "redis:alpine" }));
    cluster.advance(5000);
    const pulled = cluster.events("cache").find((event) => event.includes("Pulled"));
    expect(pulled).toMatch(
      /^Normal Pulled x1: Successfully pulled image "redis:alpine" in [\d.]+m?s \([\d.]+m?s including waiting\)\. Image size: 17200000 bytes\.$/,
    );
    expect(cluster.exec("cache", "redis-cli set a 1; redis-cli get a; redis-cli ping").stdout).toBe(
      "OK\n1\nPONG\n",
    );
  });

  it("shows init containers one after the other", () => {
    const cluster = TestCluster.create();
    const init = (name: string) => ({
      name,
      image: "busybox:1.36",
      command: ["sh", "-c", `echo ${name}; sleep 3`],
    });
    const initContainers = [init("first"), init("second")];
    cluster.client.create("Pod", podOf("init", { command: ["sleep", "3600"] }, { initContainers }));
    const seen = watchPod(cluster, "init", 15);
    expect(statuses(seen)).toEqual([
      "0/1 Init:0/2 0",
      "0/1 Init:1/2 0",
      "0/1 PodInitializing 0",
      "1/1 Running 0",
    ]);
    expect(secondsAt(seen)[3]).toBeLessThan(10);
  });

  it("keeps a sidecar until the pod's work is done", () => {
    const cluster = TestCluster.create();
    const initContainers = [
      {
        name: "proxy",
        image: "busybox:1.36",
        restartPolicy: "Always",
        command: [
          "sh",
          "-c",
          "trap 'echo proxy stops; exit 0' TERM; echo proxy up; while true; do sleep 1; done",
        ],
        startupProbe: { exec: { command: ["true"] }, periodSeconds: 1 },
      },
      { name: "prepare", image: "busybox:1.36", command: ["sh", "-c", "echo prepare; sleep 2"] },
    ];
    const command = ["sh", "-c", "echo main; sleep 5; echo done"];
    cluster.client.create(
      "Pod",
      podOf("side", { command }, { restartPolicy: "Never", initContainers }),
    );
    const seen = statuses(watchPod(cluster, "side", 25));
    expect(seen).toEqual([
      "0/2 Init:0/2 0",
      "1/2 Init:1/2 0",
      "1/2 PodInitializing 0",
      "2/2 Running 0",
      "1/2 Completed 0",
      "0/2 Completed 0",
    ]);
    expect(cluster.pod("side").status?.phase).toBe("Succeeded");
    expect(logOf(cluster, "side", "proxy")).toBe("proxy up\nproxy stops\n");
  });
});

describe("back-offs", () => {
  it("restarts a crashing container later each time", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("crash", { command: ["sh", "-c", "exit 1"] }));
    const seen = watchPod(cluster, "crash", 400);
    expect([...new Set(statuses(seen))].slice(0, 5)).toEqual([
      "0/1 ContainerCreating 0",
      "0/1 Error 0",
      "0/1 Error 1",
      "0/1 CrashLoopBackOff 1",
      "0/1 Error 2",
    ]);
    const restartAt = (count: number): number =>
      secondsAt(seen)[statuses(seen).indexOf(`0/1 Error ${count}`)] ?? 0;
    const gaps = [2, 3, 4, 5, 6].map((count) => restartAt(count) - restartAt(count - 1));
    const bounds = [
      [10, 16],
      [20, 31],
      [40, 61],
      [80, 91],
      [160, 210],
    ];
    gaps.forEach((gap, index) => {
      expect(gap).toBeGreaterThanOrEqual(bounds[index]?.[0] ?? 0);
      expect(gap).toBeLessThanOrEqual(bounds[index]?.[1] ?? 0);
    });
    const uid = cluster.pod("crash").metadata.uid;
    expect(cluster.events("crash").join("\n")).toContain(
      `Back-off restarting failed container app in pod crash_default(${uid})`,
    );
  });

  it("tries an image that does not exist again and again", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("web", { image: "nginx:1.99" }));
    const seen = statuses(watchPod(cluster, "web", 240));
    expect(seen.slice(0, 5)).toEqual([
      "0/1 ContainerCreating 0",
      "0/1 ErrImagePull 0",
      "0/1 ImagePullBackOff 0",
      "0/1 ErrImagePull 0",
      "0/1 ImagePullBackOff 0",
    ]);
    // As measured: x5 and x15 after four minutes.
    const error =
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve image: docker.io/library/nginx:1.99: not found';
    const counts = cluster.events("web").sort();
    expect(counts).toContain(`Warning Failed x5: Failed to pull image "nginx:1.99": ${error}`);
    const backOffs = counts.find((event) => event.startsWith("Normal BackOff"));
    expect(Number(/x(\d+)/.exec(backOffs ?? "")?.[1])).toBeGreaterThan(11);
    expect(cluster.pod("web").status?.containerStatuses?.[0]?.state?.waiting?.message).toBe(
      `Back-off pulling image "nginx:1.99": ErrImagePull: ${error}`,
    );
    expect(logOf(cluster, "web")).toBe(
      'container "app" in pod "web" is waiting to start: trying and failing to pull image',
    );
  });

  it("takes a corrected image at once", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("web", { image: "nginx:1.99" }));
    cluster.advance(60_000);
    const pod = cluster.pod("web");
    const containers = [{ ...pod.spec?.containers[0], name: "app", image: "nginx:1.27" }];
    cluster.client.update("Pod", { ...pod, spec: { ...pod.spec, containers } });
    cluster.advance(1000);
    expect(shownStatus(cluster.pod("web"))).toBe("1/1 Running 0");
  });

  it("names a command that does not exist", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("nocmd", { command: ["/app/server"] }));
    cluster.advance(3000);
    expect(shownStatus(cluster.pod("nocmd"))).toBe("0/1 RunContainerError 1");
    expect(
      cluster.pod("nocmd").status?.containerStatuses?.[0]?.lastState?.terminated,
    ).toMatchObject({
      exitCode: 128,
      reason: "StartError",
      startedAt: "1970-01-01T00:00:00Z",
      message: expect.stringContaining(
        'exec: "/app/server": stat /app/server: no such file or directory',
      ),
    });
  });
});

describe("restart policies", () => {
  const rows = [
    { policy: "Never", command: "exit 0", shown: "0/1 Completed 0", phase: "Succeeded" },
    { policy: "Never", command: "exit 3", shown: "0/1 Error 0", phase: "Failed" },
    { policy: "OnFailure", command: "exit 0", shown: "0/1 Completed 0", phase: "Succeeded" },
    { policy: "Always", command: "sleep 1; exit 0", shown: "0/1 Completed 1", phase: "Running" },
  ];
  it.each(rows)("$policy, $command", ({ policy, command, shown, phase }) => {
    const cluster = TestCluster.create();
    cluster.client.create(
      "Pod",
      podOf("job", { command: ["sh", "-c", command] }, { restartPolicy: policy }),
    );
    cluster.advance(6000);
    expect(shownStatus(cluster.pod("job"))).toBe(shown);
    expect(cluster.pod("job").status?.phase).toBe(phase);
  });

  it("keeps an emptyDir over restarts", () => {
    const cluster = TestCluster.create();
    const command = [
      "sh",
      "-c",
      "n=$(cat /d/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > /d/n; echo try $n; [ $n -ge 3 ]",
    ];
    const spec = { restartPolicy: "OnFailure", volumes: [{ name: "d", emptyDir: {} }] };
    cluster.client.create(
      "Pod",
      podOf("retry", { command, volumeMounts: [{ name: "d", mountPath: "/d" }] }, spec),
    );
    cluster.advance(40_000);
    expect(shownStatus(cluster.pod("retry"))).toBe("0/1 Completed 2");
    expect(logOf(cluster, "retry")).toBe("try 3\n");
  });
});

describe("a pod's end", () => {
  const rows = [
    {
      name: "a process that ignores TERM",
      container: { command: ["sleep", "3600"] },
      spec: {},
      gone: 30.5,
    },
    {
      name: "a short grace",
      container: { command: ["sleep", "3600"] },
      spec: { terminationGracePeriodSeconds: 6 },
      gone: 6.5,
    },
    { name: "nginx, which quits", container: { image: "nginx:1.27" }, spec: {}, gone: 0.5 },
    {
      name: "a hook before",
      container: {
        image: "nginx:1.27",
        lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
      },
      spec: {},
      gone: 5.5,
    },
  ];
  it.each(rows)("$name", ({ container, spec, gone }) => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("x", container, spec));
    cluster.advance(5000);
    cluster.client.delete("Pod", { namespace: "default", name: "x" });
    const seen = watchPod(cluster, "x", 40);
    expect(seen.at(-1)).toBe(`${gone} gone`);
    expect(cluster.events("x").join("\n")).toContain("Normal Killing x1: Stopping container app");
    expect(cluster.runtime.containersOn("node01")).toEqual([]);
    expect(cluster.machines.list()).toEqual(["node01"]);
  });

  it("fails a pod that is past its deadline", () => {
    const cluster = TestCluster.create();
    const spec = { activeDeadlineSeconds: 5, terminationGracePeriodSeconds: 1 };
    cluster.client.create("Pod", podOf("late", { command: ["sleep", "3600"] }, spec));
    cluster.advance(12_000);
    expect(cluster.pod("late").status).toMatchObject({
      phase: "Failed",
      reason: "DeadlineExceeded",
    });
  });

  it("ends what takes more memory than it may", () => {
    const cluster = TestCluster.create();
    const container = {
      image: "polinux/stress",
      command: ["stress"],
      args: ["--vm", "1", "--vm-bytes", "250M"],
      resources: { limits: { memory: "100Mi" } },
    };
    cluster.client.create("Pod", podOf("hog", container, { restartPolicy: "Never" }));
    cluster.advance(6000);
    expect(shownStatus(cluster.pod("hog"))).toBe("0/1 OOMKilled 0");
    expect(cluster.pod("hog").status?.containerStatuses?.[0]?.state?.terminated?.exitCode).toBe(
      137,
    );
  });

  it("keeps the last words", () => {
    const cluster = TestCluster.create();
    const command = ["sh", "-c", "echo disk is full > /dev/termination-log; exit 4"];
    cluster.client.create("Pod", podOf("msg", { command }, { restartPolicy: "Never" }));
    cluster.advance(5000);
    expect(cluster.pod("msg").status?.containerStatuses?.[0]?.state?.terminated).toMatchObject({
      exitCode: 4,
      message: "disk is full\n",
    });
  });
});

describe("saving and forking", () => {
  it("gives the same future from every instant", () => {
    const build = () => {
      const cluster = TestCluster.create({ seed: 7 });
      cluster.client.create("Pod", podOf("crash", { command: ["sh", "-c", "sleep 2; exit 1"] }));
      cluster.client.create("Pod", podOf("pull", { image: "nginx:1.99" }));
      const readinessProbe = {
        exec: { command: ["sh", "-c", "sleep 0.3; ls /tmp/x"] },
        periodSeconds: 2,
      };
      cluster.client.create("Pod", podOf("probe", { image: "nginx:1.27", readinessProbe }));
      return cluster;
    };
    const straight = build();
    straight.advance(30_000);
    const expected = JSON.stringify(straight.state.save());
    for (const instant of [30, 450, 3150, 12_345]) {
      const cluster = build();
      cluster.advance(instant);
      for (const copy of [TestCluster.restore(cluster.state.save()), cluster.fork()]) {
        copy.advance(30_000 - instant);
        expect(JSON.stringify(copy.state.save())).toBe(expected);
      }
    }
  });
});
