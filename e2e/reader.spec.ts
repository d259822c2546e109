// A reader's way: from the first page into a lesson, around in it, through its quiz, and back next day.
import { expect, type Page, test } from "@playwright/test";

const lesson = "/learn/22";

test("the first page says what this is and leads into the first lesson", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("쿠버네티스");
  await page.getByRole("link", { name: /첫 강 읽기/ }).click();
  await expect(page).toHaveURL(/\/learn\/12-/);
  await expect(page).toHaveTitle(/^12\. .+ · 나루$/);
});

test("the course lists its sections in order, in their groups", async ({ page }) => {
  await page.goto("/learn");
  await expect(page).toHaveTitle("수업 · 나루");
  const groups = page.getByRole("heading", { level: 3 });
  await expect(groups).toHaveText(["런타임과 etcd", "컨트롤 플레인", "노드", "오브젝트", "선언형"]);
  const links = page.locator("main ol ol > li > a");
  const numbers = await links.locator("> span:first-child").allInnerTexts();
  const sections = [12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 29, 32, 41, 48];
  expect(numbers.map(Number)).toEqual(sections);
});

test("every lesson opens, with its outline, without a broken figure or an error", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await page.goto("/learn");
  const links = page.locator("main ol ol > li > a");
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    await page.goto(address ?? "");
    await expect(page.locator("article h2").first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "이 강의 차례" })).toBeVisible();
    expect(await page.locator("article svg:not([role=img]):not([aria-hidden])").count()).toBe(0);
  }
  expect(errors).toEqual([]);
});

test("the outline leads to a heading and shows where the reader is", async ({ page }) => {
  await page.goto(lesson);
  const outline = page.getByRole("navigation", { name: "이 강의 차례" });
  const entry = outline.getByRole("link", { name: "metadata" });
  await entry.click();
  await expect(page.getByRole("heading", { name: "metadata" })).toBeInViewport();
  await expect(entry).toHaveAttribute("aria-current", "location");
});

test("an address with a Korean anchor opens at its heading", async ({ page }) => {
  await page.goto(`/learn/22-pods-with-yaml#${encodeURIComponent("만든-파드-살펴보기")}`);
  await expect(page.getByRole("heading", { name: "만든 파드 살펴보기" })).toBeInViewport();
});

test("search finds parts of Korean words and is used with the keyboard alone", async ({ page }) => {
  await page.goto("/learn");
  const box = await openSearch(page, "/");
  await box.pressSequentially("플리카");
  const options = page.getByRole("option");
  await expect(options.first()).toContainText("레플리카");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/learn\/\d+-/);
  await expect(box).toBeHidden();
});

test("search takes first consonants and Hangul-mode English, and says when there is nothing", async ({
  page,
}) => {
  await page.goto("/learn");
  const box = await openSearch(page, "Control+k");
  await box.fill("ㄷㅍㄹㅇ");
  await expect(page.getByRole("option").first()).toContainText("디플로이");
  await box.fill("ㅏㅕㅠㄷㅊ시");
  await expect(page.getByRole("option").first()).toContainText("kubectl");
  await box.fill("없는낱말");
  await expect(page.getByText("‘없는낱말’ 같은 말은 이 수업에")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
});

test("a quiz explains every choice, by keyboard", async ({ page }) => {
  await page.goto("/learn/21");
  const question = page.locator("form").filter({ hasText: "문제 1" });
  const choices = question.getByRole("radio");
  await expect(question.getByRole("button", { name: "답 확인하기" })).toBeDisabled();
  await choices.nth(1).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(question.getByRole("status")).toContainText("이번에는 아니에요");
  await expect(question.getByText("맞는 보기")).toHaveCount(1);
  await expect(question.getByText(/^아닌 보기/)).toHaveCount((await choices.count()) - 1);
  await expect(question.getByText("아닌 보기 · 내가 고른 보기")).toBeVisible();
  await question.getByRole("button", { name: "다시 골라 보기" }).click();
  await choices.nth(0).check();
  await question.getByRole("button", { name: "답 확인하기" }).click();
  await expect(question.getByRole("status")).toHaveText("맞아요.");
});

test("a guest's place and answers are there again on the next visit", async ({ page }) => {
  await page.goto("/login?next=/learn/21");
  await page.getByRole("button", { name: "로그인 없이 시작하기" }).click();
  await expect(page).toHaveURL(/\/learn\/21-/);
  const question = page.locator("form").filter({ hasText: "문제 1" });
  await question.getByRole("radio").nth(0).check();
  await question.getByRole("button", { name: "답 확인하기" }).click();
  await expect(question.getByRole("status")).toHaveText("맞아요.");
  const saved = page.waitForResponse((response) =>
    /"position":"[^"]+"/.test(response.request().postData() ?? ""),
  );
  await page.locator("article h2").nth(3).scrollIntoViewIfNeeded();
  await saved;

  await page.goto("/learn");
  await expect(page.getByRole("link", { name: /이어서 읽기/ })).toContainText("21.");
  await page.goto("/learn/21");
  await expect(question.getByRole("status")).toHaveText("맞아요.");
  await page.getByRole("link", { name: /다음으로/ }).click();
  await expect(page).toHaveURL(/\/learn\/22-/);
  await page.goto("/learn");
  await expect(page.getByText(/강의 14개 가운데 1개를 읽었고/)).toBeVisible();
  await expect(page.getByRole("link", { name: /다시 보는 파드/ })).toContainText("다 읽음");
});

test("code is copied as written", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/learn/21");
  await page.getByRole("button", { name: "복사" }).first().click();
  await expect(page.getByText("복사했어요").first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^apiVersion: v1\nkind: Pod\n/);
});

test("Hangul in code takes exactly two cells", async ({ page }) => {
  await page.goto("/learn/21");
  const [latin, hangul] = await page.evaluate(async () => {
    await document.fonts.load("16px D2Coding", "가a");
    const pen = document.createElement("canvas").getContext("2d");
    if (pen === null) return [0, 0];
    pen.font = "16px D2Coding";
    return [pen.measureText("aa").width, pen.measureText("가").width];
  });
  expect(hangul).toBe(latin);
});

test("dark and light follow the system, and a choice is kept without a flash", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/learn");
  expect(await paperLightness(page)).toBeLessThan(60);
  await page.getByRole("button", { name: /화면 밝기/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await paperLightness(page)).toBeGreaterThan(200);
  const html = await (await page.request.get("/learn")).text();
  expect(html).toContain('data-theme="light"');
});

test("the interface speaks English too; the lessons stay Korean", async ({ page }) => {
  await page.goto("/learn/22");
  await page.getByRole("button", { name: "Read the interface in English" }).click();
  await expect(page.getByRole("heading", { name: "Check yourself" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("h1")).toHaveAttribute("lang", "ko");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const address of ["/", "/learn", "/learn/22", "/learn/29", "/nothing-here"]) {
    test(`${address} fits the width`, async ({ page }) => {
      await page.goto(address);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(390);
    });
  }

  test("the outline folds away under the title, corrections stand in the text", async ({
    page,
  }) => {
    await page.goto(lesson);
    await page.getByText("이 강의 차례").click();
    await page.getByRole("link", { name: "metadata" }).click();
    await expect(page.getByRole("heading", { name: "metadata" })).toBeInViewport();
    const correction = page.getByRole("complementary", { name: "노트 바로잡기" }).first();
    const box = await correction.boundingBox();
    expect(box?.x).toBeLessThan(30);
  });
});

test("the keyboard reaches the text at once, and the focus is seen", async ({ page }) => {
  await page.goto(lesson);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "본문으로 건너뛰기" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("at 200 % nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto(lesson);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(720);
});

test("a number is address enough, for a lesson and for its labs", async ({ page }) => {
  await page.goto("/learn/22");
  await expect(page).toHaveURL(/\/learn\/22-pods-with-yaml$/);
  await page.goto("/learn/22/labs/write-a-pod");
  await page.getByRole("button", { name: "로그인 없이 시작하기" }).click();
  await expect(page).toHaveURL(/\/learn\/22-pods-with-yaml\/labs\/write-a-pod$/);
});

test("a page that is not there says so, in Korean, with the right status", async ({ page }) => {
  for (const address of ["/nothing-here", "/learn/99", "/learn/nothing"]) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "이 주소에는 아무것도 없어요" })).toBeVisible();
    await expect(page).toHaveTitle("없는 페이지 · 나루");
  }
});

/** The keys are heard once the page has come alive. */
async function openSearch(page: Page, key: string) {
  const box = page.getByRole("combobox", { name: "수업 검색" });
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();
  return box;
}

function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

/** 0 (black) to 255, of the page as it is painted. */
async function paperLightness(page: Page): Promise<number> {
  const [red = 0, green = 0, blue = 0] = await page.evaluate(() => {
    const pen = document.createElement("canvas").getContext("2d");
    if (pen === null) return [];
    pen.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  });
  return (red + green + blue) / 3;
}
