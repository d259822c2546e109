// Three accounts to sign in with, and a cohort of eight learners for the instructor to look at.
import { hashPassword } from "@/lib/auth/password";
import { db } from "@/lib/db/client";

export const demoCohortId = "demo-cohort";

/** Learners without a password: they are looked at, nobody signs in as them. */
export const demoLearners = [
  { id: "demo-seoyeon", name: "김서연" },
  { id: "demo-minjun", name: "이민준" },
  { id: "demo-jiwoo", name: "박지우" },
  { id: "demo-haeun", name: "최하은" },
  { id: "demo-doyun", name: "정도윤" },
  { id: "demo-sua", name: "강수아" },
  { id: "demo-junseo", name: "조준서" },
  { id: "demo-yerin", name: "윤예린" },
] as const;

export async function seedPeople(password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const accounts = [
    { id: "demo-learner", name: "한나루", email: "learner@naru.test", role: "LEARNER" },
    { id: "demo-instructor", name: "오세진", email: "instructor@naru.test", role: "INSTRUCTOR" },
    { id: "demo-admin", name: "관리자", email: "admin@naru.test", role: "ADMIN" },
  ] as const;
  for (const { id, ...account } of accounts) {
    await db().user.upsert({ where: { id }, create: { id, ...account, passwordHash }, update: {} });
  }
  await seedCohort();
  for (const { id, name } of demoLearners) {
    await db().user.upsert({ where: { id }, create: { id, name }, update: {} });
  }
  for (const userId of ["demo-learner", ...demoLearners.map(({ id }) => id)]) await enroll(userId);
}

async function seedCohort() {
  await db().cohort.upsert({
    where: { id: demoCohortId },
    create: { id: demoCohortId, name: "나루 데모반", code: "NARUDEMO", ownerId: "demo-instructor" },
    update: {},
  });
  const key = { userId: "demo-instructor", cohortId: demoCohortId };
  await db().enrollment.upsert({
    where: { userId_cohortId: key },
    create: { ...key, role: "INSTRUCTOR" },
    update: {},
  });
}

async function enroll(userId: string) {
  const key = { userId, cohortId: demoCohortId };
  await db().enrollment.upsert({
    where: { userId_cohortId: key },
    create: { ...key, consentToView: true },
    update: {},
  });
}
