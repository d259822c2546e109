// 셋이 함께 꾸미는 메뉴판: graded by calling the pod twice on a fork, writing in it, and reading its log.
import { findContainer, wrongContainer } from "@/lib/labs/containers";
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { named } from "@/lib/labs/say";
import { callPod, execIn, newLogOf } from "@/lib/labs/try-pod";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "Pod", namespace: "default", name: "board" } as const;
const images = { web: "nginx:1.27", writer: "busybox:1.36", watcher: "busybox:1.36" };
const findPod = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "create" });
const isMenu = ({ parameters }: CheckContext, text: string): boolean =>
  text.includes(`<h1>${parameters.MENU}</h1>`);
const pathOf = (pod: Resource<"Pod">, container: string, field: string): string =>
  `${findContainer(pod, container)?.path ?? "spec.containers"}.${field}`;

export const checks = defineChecks({
  "show-the-menu"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    for (const [name, image] of Object.entries(images)) {
      const wrong = wrongContainer(context, object, { name, image, hint: "containers" });
      if (wrong !== undefined) return wrong;
    }
    context.cluster.settle();
    const pod = context.client.get("Pod", wanted) ?? object;
    const lookedFor = `\`web\`이 보여 주는 ${named(context.parameters.MENU ?? "")} 메뉴`;
    if (!isReady(pod)) return notReady(context, pod, { lookedFor, hint: "create" });
    const first = callPod(context, pod, 80);
    context.cluster.advance(30_000);
    const second = callPod(context, pod, 80);
    const isNew = isMenu(context, second.output) && first.output !== second.output;
    if (isNew) return pass("복제본에서 30초 사이에 두 번 불러 보니, 그새 새로 쓴 페이지였어요");
    const title = /<title>(.*?)<\/title>/.exec(second.output)?.[1] ?? second.error;
    const isSeen = isMenu(context, second.output);
    const place = placeIn(pod, pathOf(pod, "web", "volumeMounts"));
    return fail({
      lookedFor,
      found: isSeen
        ? "메뉴는 보이지만, 복제본에서 30초를 기다려도 새로 쓰지 않아요"
        : `복제본에서 불러 보니 ${named(title ?? second.output.slice(0, 60), "이에요/예요")}`,
      where: placeOf(context.cluster, place),
      hint: hintOfMounts(pod),
    });
  },

  "read-only-web"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { status, error = "" } = execIn(
      context,
      object,
      "web",
      "touch /usr/share/nginx/html/naru-check",
    );
    if (error.includes("Read-only file system")) {
      return pass("복제본의 `web`에서 파일을 만들어 보니 `Read-only file system`이었어요");
    }
    return fail({
      lookedFor: "`web`에서 파일을 만들 때 나오는 `Read-only file system`",
      found: status === 0 ? "복제본에서 해 보니 파일이 만들어졌어요" : `이렇게 나왔어요: ${error}`,
      where: placeOf(context.cluster, placeIn(object, pathOf(object, "web", "volumeMounts"))),
      hint: "read-only",
    });
  },

  "watch-over-localhost"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const log = newLogOf(context, object, "watcher");
    const isRead = isMenu(context, log);
    const lines = log.trim().split("\n");
    if (isRead) return pass("복제본에서 30초 동안 `watcher`가 메뉴를 읽어 왔어요");
    return fail({
      lookedFor: `\`watcher\`의 로그에 남는 ${named(context.parameters.MENU ?? "")} 메뉴`,
      found: "복제본에서 30초를 더 기다려도 로그에 메뉴가 없어요",
      where: {
        ...placeOf(context.cluster, placeIn(object, pathOf(object, "watcher", "command"))),
        event: lines.at(-1) || "로그가 비어 있어요",
      },
      hint: log.includes("bad address") ? "localhost" : "log",
    });
  },
});

/** Two volumes, one that the writer may only read, or one at the wrong places. */
function hintOfMounts(pod: Resource<"Pod">): string {
  const mounted = (name: string) => findContainer(pod, name)?.container.volumeMounts ?? [];
  const isOwn = ({ mountPath }: { mountPath: string }) => !mountPath.startsWith("/var/run/secrets");
  const ofWriter = mounted("writer").filter(isOwn);
  const isShared = mounted("web").some(({ name }) => ofWriter.some((each) => each.name === name));
  if (!isShared) return "volume";
  return ofWriter.some(({ readOnly }) => readOnly === true) ? "writer-writes" : "path";
}
