import path from "node:path";
import { describe, expect, it } from "vitest";
import { describeProblem } from "./author-problem";
import { courseTree } from "./course-tree";
import { findLesson } from "./find-lesson";
import { listLessons } from "./list-lessons";
import { contentRoot, readCourse } from "./read-course";

const fixture = (name: string) => path.join(import.meta.dirname, "fixtures", name);

describe("a sound course", () => {
  it("has its lessons in the order of their sections", async () => {
    const lessons = await listLessons(fixture("sound"));
    expect(lessons.map(({ slug }) => slug)).toEqual(["12-runtime", "22-pods"]);
    expect((await readCourse(fixture("sound"))).problems).toEqual([]);
  });

  it("counts questions and reads the cards of labs", async () => {
    const [, pods] = await listLessons(fixture("sound"));
    expect(pods?.questions).toBe(1);
    expect(pods?.labs).toEqual([
      { id: "first-pod", title: "첫 파드 띄우기", minutes: 10, tasks: 1 },
    ]);
    expect(pods?.preset).toBe("three-nodes");
  });

  it("stands in its groups, empty ones left out", async () => {
    const tree = await courseTree(fixture("sound"));
    expect(tree.map(({ title }) => title)).toEqual(["런타임과 etcd", "오브젝트"]);
  });

  it("is found by folder name or by number", async () => {
    expect((await findLesson("22", fixture("sound")))?.slug).toBe("22-pods");
    expect((await findLesson("22-pods", fixture("sound")))?.section).toBe(22);
    expect(await findLesson("99", fixture("sound"))).toBeUndefined();
  });
});

describe("a broken course", () => {
  it.each([
    "22-pods/lesson.mdx › section: 숫자를 적어야 하는데 지금은 문자열이에요.",
    "22-pods/lesson.mdx › group: `오브젝트들`은 쓸 수 없어요. `오브젝트`를 쓰려던 건가요? 가능한 값: 런타임과 etcd, 컨트롤 플레인, 노드, 오브젝트, 선언형.",
    "22-pods/lesson.mdx › sumary: `sumary`라는 필드는 없어요. `summary`를 쓰려던 건가요?",
    "22-pods/lesson.mdx › summary: 꼭 있어야 하는데 없어요.",
    "22-pods/lesson.mdx › minutes: 0보다 큰 수를 적어 주세요.",
    "22-pods/lesson.mdx › goals: 적어도 1개는 있어야 하는데 지금은 0개예요.",
    "22-pods/quiz.yaml › [1번째].choices[1번째].wyh: `wyh`라는 필드는 없어요. `why`를 쓰려던 건가요?",
    "22-pods/labs/first_pod/lab.yaml › id: 영어 소문자, 숫자, `-`만 쓸 수 있어요(예: `roll-out-new-image`).",
    "22-pods/labs/first_pod/lab.yaml › tasks: 적어도 1개는 있어야 하는데 지금은 0개예요.",
    "30-empty/lesson.mdx: 파일이 없어요. 수업 폴더에는 lesson.mdx가 꼭 있어야 해요.",
  ])("says: %s", async (message) => {
    const { problems } = await readCourse(fixture("broken"));
    expect(problems.map(describeProblem)).toContain(message);
  });

  it("names the file whose YAML cannot be read, and leaves broken lessons out", async () => {
    const { lessons, problems } = await readCourse(fixture("broken"));
    const unreadable = problems.find(({ file }) => file === "29-again/lesson.mdx");
    expect(unreadable?.message).toMatch(/^YAML로 읽을 수 없어요: /);
    expect(lessons).toEqual([]);
  });
});

describe("the course itself", () => {
  it("has no problem its authors should fix", async () => {
    const { problems } = await readCourse(contentRoot());
    expect(problems.map(describeProblem)).toEqual([]);
  });
});
