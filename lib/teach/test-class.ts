// A small class for the tests of the use-cases: its instructor, another one, an admin, and two learners of
// whom one shows how they work.
import type { Prisma } from "@/generated/prisma/client";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { fail, pass } from "@/lib/labs/verdict";
import { createCohort } from "@/lib/people/create-cohort";
import { joinCohort } from "@/lib/people/join-cohort";
import type { SessionAction } from "@/lib/sessions/action";
import { act } from "@/lib/sessions/sessions";
import { startSession } from "@/lib/sessions/start-session";
import { courseLabs } from "./course-labs";

export const person = (name: string, role: Viewer["role"]) =>
  db().user.create({ data: { name, role } });

export async function makeClass() {
  const teacher = await person("세진", "INSTRUCTOR");
  const cohort = await createCohort({ name: "봄 학기" }, teacher);
  const open = await person("나루", "LEARNER");
  const closed = await person("하은", "LEARNER");
  await joinCohort({ code: cohort.code, consentToView: true }, open);
  await joinCohort({ code: cohort.code, consentToView: false }, closed);
  return {
    ...{ teacher, cohort, open, closed },
    other: await person("다은", "INSTRUCTOR"),
    admin: await person("관리자", "ADMIN"),
    openSession: await makeSession(open),
    closedSession: await makeSession(closed),
  };
}

/** A learner at the course's first lab: some commands, and an attempt that failed. */
async function makeSession(learner: Viewer): Promise<string> {
  const [lab] = await courseLabs();
  if (lab === undefined) throw new Error("the course has labs");
  const { section, labId } = lab;
  const id = await startSession(learner, { kind: "LAB", section, lab: labId });
  for (const action of actions) await act(id, learner.id, action);
  await db().labSession.update({ where: { id }, data: { maxScore: 10, score: 4 } });
  await db().attempt.create({
    data: {
      sessionId: id,
      sequence: 4,
      score: 4,
      maxScore: 10,
      passed: false,
      verdicts: asJson(verdicts),
    },
  });
  return id;
}

const asJson = (value: unknown) => value as Prisma.InputJsonArray;

const type = (text: string): SessionAction => ({
  kind: "input",
  terminal: "main",
  text: `${text}\n`,
});

const actions: readonly SessionAction[] = [
  type("kubectl create deployment ferry --image=nginx:1.27"),
  { kind: "save-file", machine: "controlplane", path: "/root/note.yaml", text: "kind: Pod\n" },
  type("kubectl get deployments"),
  { kind: "check" },
];

const verdicts = [
  { id: "create", title: "만들기", points: 4, verdict: { ...pass() } },
  {
    ...{ id: "label", title: "레이블 달기", points: 6 },
    verdict: { ...fail({ lookedFor: "app=web", found: "레이블이 없어요", hint: "label" }) },
  },
];
