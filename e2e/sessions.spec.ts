// Sessions from outside: the routes, the first page's cluster, lessons, the playground.
import { expect, type Page, test } from "@playwright/test";
import { signInAs, startAsGuest } from "./journey";

const screen = (page: Page) =>
  page.evaluate(() => {
    const hosts = [...document.querySelectorAll("[data-ready]")];
    return hosts
      .map((host) => (host as unknown as { naruScreen: { text(): string } }).naruScreen.text())
      .join("\n");
  });

test("a stranger deletes a pod on the first page and sees it come back", async ({ page }) => {
  await page.goto("/");
  await page.locator("[data-ready]").waitFor();
  const pods = page.locator('[data-key^="Pod/default/web-"]');
  await expect(pods).toHaveCount(3);
  const [first] = await pods.evaluateAll((all) => all.map((pod) => pod.getAttribute("data-key")));
  await page.getByRole("button", { name: "실행해 보기" }).click();
  await expect(page.getByText("이제 내 클러스터예요")).toBeVisible();
  await expect.poll(() => screen(page)).toContain(`pod "${first?.split("/")[2]}" deleted`);
  await expect(page.locator(`[data-key="${first}"]`)).toHaveCount(0);
  await expect(page.locator('[data-key^="Pod/default/web-"][data-state="running"]')).toHaveCount(3);
});

test("a block of a lesson runs where it stands", async ({ page }) => {
  await page.goto("/learn/29");
  const run = page.getByRole("button", { name: "실행", exact: true }).first();
  await run.click();
  await expect.poll(() => screen(page), { timeout: 30_000 }).toMatch(/root@controlplane:~# \S/);
});

test("a playground is shared as a fresh copy", async ({ page, browser }) => {
  await page.goto("/play");
  await page.getByRole("button", { name: "열기" }).first().click();
  await page.waitForURL("**/play/*");
  await page.locator("[data-ready]").waitFor();
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.type("echo 나눔 > gift.txt");
  await page.keyboard.press("Enter");
  await expect.poll(() => screen(page)).toContain("gift.txt");
  await page.getByRole("button", { name: "링크로 나누기" }).click();
  const link = await page.getByRole("textbox", { name: "링크로 나누기" }).inputValue();
  const other = await (await browser.newContext({ locale: "ko-KR" })).newPage();
  await other.goto(link);
  await other.getByRole("button", { name: "내 사본 만들기" }).click();
  await other.waitForURL("**/play/*");
  await expect(other.getByRole("button", { name: "gift.txt" })).toBeVisible();
  expect(other.url()).not.toBe(page.url());
});

test("somebody else's session answers nobody, and bad input is told apart", async ({
  page,
  browser,
}) => {
  await startAsGuest(page);
  await page.goto("/learn/22-pods-with-yaml/labs/write-a-pod");
  await page.locator("[data-ready]").waitFor();
  const stream = await page.evaluate(
    () =>
      performance.getEntriesByType("resource").find(({ name }) => /sessions\/[^/]+\//.test(name))
        ?.name,
  );
  const id = /sessions\/([^/]+)\//.exec(stream ?? "")?.[1] ?? "";
  const post = (at: Page, data: unknown) =>
    at.request.post(`/api/sessions/${id}/actions`, {
      data: JSON.stringify(data),
      headers: { "content-type": "application/json" },
    });
  const keyOf = async (answer: { json(): Promise<unknown> }) =>
    ((await answer.json()) as { error: { key: string } }).error.key;

  const stranger = await (await browser.newContext()).newPage();
  expect((await post(stranger, { kind: "input", terminal: "main", text: "ls" })).status()).toBe(
    401,
  );
  await signInAs(stranger, "learner");
  for (const path of [
    "events",
    "files?path=/root",
    "objects?kind=Node&name=node01",
    "completions?terminal=main&line=l&cursor=1",
  ]) {
    const answer = await stranger.request.get(`/api/sessions/${id}/${path}`);
    expect([answer.status(), await keyOf(answer)], path).toEqual([403, "forbidden"]);
  }
  expect((await post(stranger, { kind: "input", terminal: "main", text: "ls" })).status()).toBe(
    403,
  );

  expect(await keyOf(await post(page, { kind: "nonsense" }))).toBe("invalidInput");
  expect(await keyOf(await post(page, { kind: "check" }))).toBe("invalidInput");
  const text = "가".repeat(6 * 1024 * 1024);
  const large = await post(page, {
    kind: "save-file",
    machine: "controlplane",
    path: "/root/a",
    text,
  });
  expect([large.status(), await keyOf(large)]).toEqual([413, "tooLarge"]);
  const folder = await post(page, {
    kind: "save-file",
    machine: "controlplane",
    path: "/etc",
    text: "",
  });
  expect([folder.status(), await keyOf(folder)]).toEqual([409, "actionRefused"]);
  expect((await page.request.get("/api/sessions/nobody/files?path=/root")).status()).toBe(404);
});
