import { expect, test } from "@playwright/test";
import { newEmail, signInAs, startAsGuest, testPassword } from "./journey";

test("someone signs up, signs out, and signs in again", async ({ page }) => {
  const email = newEmail();
  await page.goto("/sign-up");
  await page.getByLabel("이름").fill("김나루");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill("좋은비밀번호입니다");
  await page.getByRole("button", { name: "가입하기" }).click();
  await page.waitForURL("**/learn");

  await page.goto("/account");
  await expect(page.getByText("김나루 · 학습자")).toBeVisible();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await page.waitForURL((url) => url.pathname === "/");

  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?next=%2Faccount$/);
  await page.getByLabel("이메일").fill(email.toUpperCase());
  await page.getByLabel("비밀번호").fill("틀린비밀번호예요");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("이메일이나 비밀번호가 맞지 않아요");
  await page.getByLabel("비밀번호").fill("좋은비밀번호입니다");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("김나루 · 학습자")).toBeVisible();
});

test("the sign-up form says what is wrong, field by field", async ({ page }) => {
  await page.goto("/sign-up");
  const submit = () => page.getByRole("button", { name: "가입하기" }).click();
  await submit();
  await expect(page.getByText("이름을 적어 주세요. 40글자까지 쓸 수 있어요.")).toBeVisible();
  await page.getByLabel("이름").fill("김나루");
  await page.getByLabel("이메일").fill("나루");
  await submit();
  await expect(page.getByText("이메일 주소를 다시 확인해 주세요")).toBeVisible();
  await page.getByLabel("이메일").fill("learner@naru.test");
  await page.getByLabel("비밀번호").fill("짧아요");
  await submit();
  await expect(page.getByText("비밀번호는 여덟 글자 이상이어야 해요.")).toBeVisible();
  await page.getByLabel("비밀번호").fill("이제는충분해요");
  await submit();
  await expect(page.getByText("비밀번호는 여덟 글자 이상이어야 해요.")).toBeVisible();
  await page.getByLabel("비밀번호").fill("이제는정말충분해요");
  await submit();
  await expect(page.getByText("이미 가입한 이메일이에요.")).toBeVisible();
});

test("a guest joins a class, signs up, and is still in it", async ({ page }) => {
  await page.goto("/join/narudemo");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("나루 데모반");
  await page.getByRole("button", { name: "로그인 없이 시작하기" }).click();
  await page.getByRole("button", { name: "들어가기" }).click();
  await expect(page.getByText("강사가 알아볼 수 있게 이름을 적어 주세요.")).toBeVisible();
  await page.getByLabel("이름").fill("손하늘");
  await page.getByLabel("실습 과정도 강사에게 보여 주기").check();
  await page.getByRole("button", { name: "들어가기" }).click();
  await page.waitForURL("**/learn");

  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("손님으로 쓰고 있어요");
  await page.getByRole("link", { name: "가입하기" }).click();
  await page.waitForURL("**/sign-up**");
  await page.getByLabel("이름").fill("손하늘");
  await page.getByLabel("이메일").fill(newEmail());
  await page.getByLabel("비밀번호").fill("하늘이높아요정말");
  await page.getByRole("button", { name: "가입하기" }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("손하늘 · 학습자")).toBeVisible();
  await expect(page.getByText("나루 데모반")).toBeVisible();

  const consent = page.getByLabel("실습 과정도 강사에게 보여 주기");
  await expect(consent).toBeChecked();
  await consent.click();
  await expect(page.getByText("상태·점수·걸린 시간·마지막 활동만 봐요.")).toBeVisible();
  await page.reload();
  await expect(consent).not.toBeChecked();
});

test("a guest who signs in to an account they had brings the class along", async ({ page }) => {
  const email = newEmail();
  const password = "하나둘셋넷다섯여섯";
  await page.goto("/sign-up");
  await page.getByLabel("이름").fill("이하나");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "가입하기" }).click();
  await page.waitForURL("**/learn");
  await page.context().clearCookies();

  await startAsGuest(page);
  await page.goto("/join/NARUDEMO");
  await page.getByLabel("이름").fill("하나");
  await page.getByRole("button", { name: "들어가기" }).click();
  await page.waitForURL("**/learn");
  await page.goto("/login?next=/account");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("이하나 · 학습자")).toBeVisible();
  await expect(page.getByText("나루 데모반")).toBeVisible();
});

test("an expired sign-in is told apart from none, and leads back", async ({ page, context }) => {
  const url = new URL("/", test.info().project.use.baseURL).href;
  await context.addCookies([{ name: "naru-session", value: "no-longer-valid", url }]);
  await page.goto("/account");
  await expect(page).toHaveURL(/reason=expired/);
  await expect(page.getByText("로그인이 만료됐어요.")).toBeVisible();
  await page.getByLabel("이메일").fill("learner@naru.test");
  await page.getByLabel("비밀번호").fill(testPassword);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL("**/account");
});

test("a sign-in that expires under an open page says so and loses nothing", async ({
  page,
  context,
}) => {
  await signInAs(page, "learner");
  await page.goto("/account");
  const consent = page.getByLabel("실습 과정도 강사에게 보여 주기");
  await expect(consent).toBeChecked();
  const url = new URL("/", page.url()).href;
  await context.addCookies([{ name: "naru-session", value: "no-longer-valid", url }]);
  await consent.click();
  await expect(page.getByText("로그인이 만료됐어요.")).toBeVisible();
  await expect(consent).toBeChecked();
});

test("nobody is carried off to another site after signing in", async ({ page }) => {
  await page.goto("/login?next=https://evil.example/learn");
  await page.getByLabel("이메일").fill("learner@naru.test");
  await page.getByLabel("비밀번호").fill(testPassword);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.waitForURL("**/learn");
});

test("a page for others says so, with the right status and a way on", async ({ page }) => {
  await signInAs(page, "learner");
  const answer = await page.goto("/forbidden");
  expect(answer?.status()).toBe(403);
  await expect(page).toHaveTitle("볼 수 없는 페이지 · 나루");
  await expect(page.getByText("지금은 한나루로 로그인했어요.")).toBeVisible();
  await expect(page.getByRole("link", { name: "수업으로 가기" })).toBeVisible();
});
