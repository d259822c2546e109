// The instructor's way: the class at one glance, a learner's attempt played again, a note; and nobody else's.
import { expect, test } from "@playwright/test";
import { signInAs } from "./journey";

const board = "/teach/demo-cohort";

test("an instructor sees who is stuck, replays the attempt by keyboard and leaves a note", async ({
  page,
}) => {
  await signInAs(page, "instructor");
  await page.goto("/teach");
  await page.getByRole("link", { name: "나루 데모반" }).click();
  const stuck = page.getByRole("region", { name: /지금 막힘/ });
  await expect(stuck.getByRole("link", { name: "이민준" })).toBeVisible();
  await expect(
    page.getByRole("region", { name: "반이 어려워하는 것" }).getByRole("listitem"),
  ).not.toHaveCount(0);
  await expect(page.getByRole("row", { name: /조준서/ })).toContainText("시작하지 않음");

  await stuck.getByRole("link", { name: "이민준" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("이민준");
  const slider = page.getByRole("slider", { name: "되감기 자리" });
  const end = await slider.inputValue();
  expect(Number(end)).toBeGreaterThan(3);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Home");
  await expect(slider).toHaveValue("0");
  await expect(page.getByText("이때까지 채점하지 않았어요.")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("1");
  await expect(page.getByRole("region", { name: "터미널" })).toContainText("kubectl");
  await page.keyboard.press("v");
  await expect(page.getByRole("region", { name: "채점" })).toContainText("있던 것");
  await expect(page.getByRole("region", { name: "클러스터" })).toContainText("node01");
  expect(new URL(page.url()).searchParams.get("at")).not.toBeNull();

  const words = `Events를 읽어 보세요 ${crypto.randomUUID().slice(0, 4)}`;
  await page.getByLabel(/쪽지 남기기/).fill(words);
  await page.getByRole("button", { name: "남기기", exact: true }).click();
  await expect(page.getByRole("region", { name: "쪽지" }).getByText(words)).toBeVisible();
});

test("a lab and a learner have pages of their own, and the grid comes as CSV", async ({ page }) => {
  await signInAs(page, "instructor");
  await page.goto(board);
  await page.getByRole("columnheader").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "과제마다" })).toBeVisible();
  await expect(page.getByText("변별도", { exact: true })).toBeVisible();
  await page.goBack();
  await page.getByRole("rowheader").getByRole("link", { name: "최하은" }).click();
  await expect(page.getByRole("heading", { name: "지나온 길" })).toBeVisible();
  const csv = await page.request.get("/api/teach/cohorts/demo-cohort/csv");
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect(await csv.text()).toContain("이민준");
});

test("a learner who keeps their work to themselves is shown by state and score only", async ({
  page,
}) => {
  await signInAs(page, "instructor");
  await page.goto(`${board}/learners/demo-yerin`);
  await expect(page.getByText(/보여 주지 않기로 했어요/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "지나온 길" })).toHaveCount(0);
  await page.goto(board);
  await expect(
    page
      .getByRole("row", { name: /윤예린/ })
      .getByRole("cell")
      .getByRole("link"),
  ).toHaveCount(0);
});

test("an instructor makes a class, and somebody joins it by the link", async ({
  page,
  browser,
}) => {
  await signInAs(page, "instructor");
  await page.goto("/teach");
  const name = `새 반 ${crypto.randomUUID().slice(0, 6)}`;
  await page.getByLabel("반 이름").fill(name);
  await page.getByRole("button", { name: "만들기" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("아직 들어온 사람이 없어요.")).toBeVisible();
  const said = await page.getByText(/^코드 /).textContent();
  const code = /[2-9A-Z]{8}/.exec(said ?? "")?.[0];
  const visitor = await browser.newPage();
  await visitor.goto(`/join/${code}`);
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText(name);
  await visitor.close();
});

test("a class that somebody else teaches is refused, and learners are refused everything", async ({
  page,
  browser,
}) => {
  const office = await browser.newContext();
  const admin = await office.newPage();
  await signInAs(admin, "admin");
  await admin.goto("/teach");
  await admin.getByLabel("반 이름").fill(`남의 반 ${crypto.randomUUID().slice(0, 6)}`);
  await admin.getByRole("button", { name: "만들기" }).click();
  await admin.waitForURL(/\/teach\/[a-z0-9]+$/);
  const theirs = new URL(admin.url()).pathname;
  const csv = `/api/teach/cohorts/${theirs.split("/").at(-1)}/csv`;
  await office.close();

  await signInAs(page, "instructor");
  for (const path of [theirs, `${theirs}/learners/demo-minjun`, csv, "/teach/sessions/nobody"]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  await page.goto(board);
  await expect(page.getByRole("link", { name: "이민준" }).first()).toBeVisible();
  const cell = page
    .getByRole("row", { name: /김서연/ })
    .getByRole("cell")
    .getByRole("link")
    .first();
  const session = await cell.getAttribute("href");

  const school = await browser.newContext();
  const learner = await school.newPage();
  await signInAs(learner, "learner");
  for (const path of ["/teach", board, session ?? "", `/api${session}/moments/1`]) {
    expect((await learner.request.get(path)).status(), path).toBe(403);
  }
  await school.close();
});
