// The lab screen, as a learner uses it.
import { expect, type Page, test } from "@playwright/test";
import { startAsGuest } from "./journey";
import { ready, run, screen, shows } from "./lab-screen";

const lab = "/learn/22-pods-with-yaml/labs/write-a-pod";

async function openLab(page: Page, path = lab): Promise<void> {
  await startAsGuest(page);
  await page.goto(path);
  await ready(page);
}

/** Pasted, because typing would meet the editor's own indentation. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator(".monaco-editor .view-lines").click();
  await page.keyboard.press("Control+A");
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const paste = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.querySelector(".monaco-editor textarea")?.dispatchEvent(paste);
  }, text);
}

const manifest = (tier: string, image = "nginx:1.27") => `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web, tier: ${tier}}
spec:
  containers: [{name: nginx, image: "${image}", ports: [{containerPort: 80}]}]
`;

async function tierOf(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: Blocks must not run into each other.
  const task = await page.locator('[data-pane="task"]').innerText();
  return /tier=(\w+)/.exec(task)?.[1] ?? "";
}

test("solves a lab: wrong first, with a hint, then right", async ({ page }) => {
  await openLab(page);
  await page.getByRole("button", { name: "채점" }).click();
  await expect(page.getByText("여기부터 보세요")).toBeVisible();
  await expect(page.getByText("찾던 것").first()).toBeVisible();
  await page.getByRole("button", { name: "힌트 보기" }).first().click();
  await expect(page.getByText(/힌트 1\//).first()).toBeVisible();

  const tier = await tierOf(page);
  await write(page, manifest(tier));
  // Not saved by hand: what stands in the editor is what the terminal finds.
  await run(page, "kubectl apply -f pod.yaml");
  await shows(page, "pod/web created");
  await expect(page.locator('[data-key="Pod/default/web"][data-state="running"]')).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "다 해냈어요" })).toBeVisible();
  await expect(page.locator("[data-verdict]")).toContainText("모두 해냈어요");

  await page.reload();
  await ready(page);
  await shows(page, "pod/web created");
  await expect(page.getByRole("heading", { name: "다 해냈어요" })).toBeVisible();
});

test("shows an object up close: why, YAML, describe", async ({ page }) => {
  await openLab(page);
  await run(page, "kubectl create deployment shop --image=nginx");
  const pod = page.locator('[data-key^="Pod/default/shop-"][data-state]').first();
  await pod.click();
  await expect(page.getByRole("button", { name: /ReplicaSet shop-\w+가 돌보고/ })).toBeVisible();
  await expect(page.getByText("뽑힘")).toBeVisible();
  await page.getByRole("tab", { name: "YAML" }).click();
  await expect(page.getByText("restartPolicy: Always")).toBeVisible();
  await page.getByRole("tab", { name: "describe" }).click();
  await expect(page.getByText(/Controlled By:\s+ReplicaSet/)).toBeVisible();
});

test("edits with vi: the editor opens, saving gives the prompt back", async ({ page }) => {
  await openLab(page);
  await run(page, "vi 새것.yaml");
  await expect(page.getByText("이 파일을 기다리고 있어요")).toBeVisible();
  await write(page, "kind: Pod\n");
  await page.getByRole("button", { name: "저장하고 닫기" }).click();
  await expect(page.getByText("이 파일을 기다리고 있어요")).toBeHidden();
  await run(page, "cat 새것.yaml");
  await shows(page, /cat 새것.yaml\nkind: Pod/);
});

test("undoes a step, keeps a checkpoint, skips time", async ({ page }) => {
  await openLab(page);
  await run(page, "echo one > one.txt");
  await shows(page, "one.txt");
  await page.getByRole("button", { name: "한 일과 저장점" }).click();
  await page.getByLabel("저장점 이름").fill("하나");
  await page.getByRole("button", { name: "지금을 저장점으로" }).click();
  await expect(page.getByRole("button", { name: "‘하나’ 저장점으로 가기" })).toBeVisible();
  await page.keyboard.press("Escape");
  await run(page, "rm one.txt");
  await shows(page, "rm one.txt");
  await page.getByRole("button", { name: "되돌리기", exact: true }).click();
  await expect.poll(() => screen(page)).not.toContain("rm one.txt");
  await run(page, "ls; sleep 200; echo awake");
  await shows(page, /one\.txt/);
  await page.getByRole("button", { name: "+5분" }).click();
  await shows(page, "\nawake");
});

test("two tabs on one lab see each other's work", async ({ page, context }) => {
  await openLab(page);
  const other = await context.newPage();
  await other.goto(lab);
  await ready(other);
  await run(page, "echo 여기예요 > note.txt");
  await shows(other, "여기예요 > note.txt");
  await expect(other.getByRole("button", { name: "note.txt" })).toBeVisible();
  await run(other, "cat note.txt");
  await shows(page, /\n여기예요\n/);
});

test("composes Hangul in the terminal without losing or doubling a syllable", async ({ page }) => {
  await openLab(page);
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.type("echo ");
  const devtools = await page.context().newCDPSession(page);
  for (const [syllables, last] of [
    ["ㅎ,하,한", "한"],
    ["ㄱ,그,글", "글"],
  ] as const) {
    for (const text of syllables.split(",")) {
      const { length } = text;
      await devtools.send("Input.imeSetComposition", {
        text,
        selectionStart: length,
        selectionEnd: length,
      });
    }
    await devtools.send("Input.insertText", { text: last });
  }
  await page.keyboard.press("Enter");
  await shows(page, /echo 한글\n한글\n/);
});

test("offers what was meant when Hangul mode was on", async ({ page }) => {
  await openLab(page);
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.insertText("ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅜㅐㅇㄷㄴ");
  await page.keyboard.press("Enter");
  await shows(page, /Enter: kubectl get nodes 실행/);
  await page.keyboard.press("Enter");
  await shows(page, /node02\s+Ready/);
});

test("says in Korean what an error in the terminal means, until the next command", async ({
  page,
}) => {
  await openLab(page);
  await run(page, "kubectl get pdos");
  await shows(page, `error: the server doesn't have a resource type "pdos"`);
  await shows(page, "pdos라는 리소스는 없어요");
  await page.keyboard.type("kubectl get pods");
  await shows(page, "pdos라는 리소스는 없어요");
  await page.keyboard.press("Enter");
  await shows(page, "No resources found");
  await expect.poll(() => screen(page)).not.toContain("리소스는 없어요");
});

test("edits the line as a shell does", async ({ page }) => {
  await openLab(page);
  await run(page, "echo first");
  await shows(page, "\nfirst");
  await page.keyboard.type("kubectl get nod");
  await page.keyboard.press("Tab");
  await shows(page, "kubectl get nodes");
  await page.keyboard.press("Control+C");
  await shows(page, "kubectl get nodes ^C");
  await page.keyboard.press("Control+R");
  await page.keyboard.type("fir");
  await page.keyboard.press("Enter");
  await shows(page, /\nfirst\n[\s\S]*\nfirst\n/);
  await page.keyboard.type("sleep 1000");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+C");
  await shows(page, /sleep 1000\n\^C\n.*# $|sleep 1000\n\^C\n/);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "echo a\necho b\n");
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
    document.querySelector('[data-terminal="main"] textarea')?.dispatchEvent(paste);
  });
  await shows(page, /\na\n[\s\S]*\nb\n/);
});

test("goes on after the shell has ended", async ({ page }) => {
  await openLab(page);
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.press("Control+D");
  await shows(page, "셸이 끝났어요");
  await page.keyboard.press("Enter");
  await shows(page, /^root@controlplane:~# ?$/);
});

test("is left and walked through with the keyboard alone", async ({ page }) => {
  await openLab(page);
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-pane]")?.dataset.pane);
  await page.locator('[data-terminal="main"]').click();
  await page.keyboard.press("F6");
  await expect.poll(pane).toBe("cluster");
  await page.keyboard.press("F6");
  await expect.poll(pane).toBe("task");
  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("Shift+F6");
  await expect.poll(pane).toBe("terminal");
  await page.keyboard.press("Control+M");
  await page.keyboard.press("Tab");
  await expect.poll(pane).not.toBe("terminal");
  const divider = page.getByRole("separator", { name: "과제와 편집기 사이 넓이" });
  const before = Number(await divider.getAttribute("aria-valuenow"));
  await divider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(divider).toHaveAttribute("aria-valuenow", String(before + 20));
  await page.reload();
  await expect(divider).toHaveAttribute("aria-valuenow", String(before + 20));
});

test("marks what the API server would refuse, in Korean", async ({ page }) => {
  await openLab(page);
  await write(page, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containres: []\n");
  await expect(page.getByText(/`containres` 필드는 여기에 없어요/)).toBeVisible();
  await write(page, "apiVersion： v1\n");
  await expect(page.getByText(/‘：’ 글자는 YAML이 알지 못해요/)).toBeVisible();
});

test("starts anew after asking", async ({ page }) => {
  await openLab(page);
  await run(page, "echo gone > gone.txt");
  await shows(page, "gone.txt");
  await page.getByRole("button", { name: "다시 시작" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "다시 시작" }).click();
  await expect.poll(() => screen(page)).toMatch(/^root@controlplane:~# ?$/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("shows one pane at a time", async ({ page }) => {
    await openLab(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator('[data-pane="terminal"]')).toBeHidden();
    await page.getByRole("button", { name: "터미널", exact: true }).click();
    await run(page, "kubectl get nodes");
    await shows(page, /node02\s+Ready/);
    await page.getByRole("button", { name: "클러스터", exact: true }).click();
    await expect(page.locator('[data-key="Node//node01"]')).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
