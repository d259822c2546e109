// The lab screen's terminal, for journeys that type in it.
import { expect, type Page } from "@playwright/test";

export const ready = (page: Page) =>
  page.locator('[data-terminal="main"] [data-ready]').waitFor({ state: "attached" });

/** What the terminal shows; a canvas cannot be read from outside. */
export const screen = (page: Page, terminal = "main") =>
  page
    .evaluate((id) => {
      const host = document.querySelector(`[data-terminal="${id}"] [data-ready]`);
      return (
        (host as unknown as { naruScreen: { text(): string } } | null)?.naruScreen.text() ?? ""
      );
    }, terminal)
    // The page may be on its way to the next.
    .catch(() => "");

export const shows = (page: Page, text: string | RegExp, terminal = "main") =>
  expect.poll(() => screen(page, terminal)).toMatch(text);

export async function run(page: Page, command: string): Promise<void> {
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.type(command);
  await page.keyboard.press("Enter");
}
