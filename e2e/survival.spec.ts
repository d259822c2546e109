// What was acknowledged survives the server: `kill -9` in the middle of work, and two servers on one database.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../scripts/embedded-database.mjs";
import { startTemporaryDatabase } from "../scripts/temporary-database.mjs";
import { ready, run, shows } from "./lab-screen";

// It starts several servers, one after the other.
test.describe.configure({ mode: "serial", timeout: 120_000 });

const lab = "/learn/22-pods-with-yaml/labs/write-a-pod";
let database: Awaited<ReturnType<typeof startTemporaryDatabase>>;
const servers = new Set<Server>();

interface Server {
  readonly process: ChildProcess;
  readonly address: string;
}

test.beforeAll(async () => {
  database = await startTemporaryDatabase();
});

test.afterAll(async () => {
  for (const server of servers) await killed(server);
  await database.stop();
});

/** One more process that serves Naru, with the database of this file. */
async function startServer(): Promise<Server> {
  const port = await freePort();
  const server = {
    address: `http://127.0.0.1:${port}`,
    process: spawn(process.execPath, ["scripts/test-server.mjs"], {
      env: {
        ...process.env,
        NARU_TEST_PORT: String(port),
        NARU_TEST_DATABASE_URL: database.url,
      },
      stdio: "ignore",
    }),
  };
  servers.add(server);
  const answers = () => fetch(`${server.address}/login`).then(({ status }) => status, String);
  await expect.poll(answers, { timeout: 40_000 }).toBe(200);
  return server;
}

async function killed(server: Server): Promise<void> {
  servers.delete(server);
  const exit = once(server.process, "exit");
  server.process.kill("SIGKILL");
  await exit;
}

async function openLab(page: Page, { address }: Server): Promise<void> {
  await page.goto(`${address}${lab}`);
  // Cookies belong to the host, whatever the port: the second server knows who comes.
  if (page.url().includes("/login")) {
    await page.getByRole("button", { name: "로그인 없이 시작하기" }).click();
    await page.waitForURL(`**${lab}`);
  }
  await ready(page);
}

test("kill -9 loses nothing that was acknowledged", async ({ page }) => {
  const first = await startServer();
  await openLab(page, first);
  await run(page, "kubectl create deployment web --image=nginx --replicas=3");
  await shows(page, "deployment.apps/web created");
  await run(page, "echo 살아남아요 > 메모.txt; alias k=kubectl");
  await run(page, "cat 메모.txt");
  await shows(page, /\n살아남아요/);
  await killed(first);

  const second = await startServer();
  await openLab(page, second);
  await shows(page, "deployment.apps/web created");
  await shows(page, /\n살아남아요/);
  await expect(page.getByRole("button", { name: "메모.txt" })).toBeVisible();
  await expect(page.locator('[data-key^="Pod/default/web-"][data-state="running"]')).toHaveCount(3);
  await run(page, "k get deploy web");
  await shows(page, /web\s+3\/3/);
  await page.locator('[data-terminal="main"]').click();
  for (let line = 0; line < 4; line++) await page.keyboard.press("ArrowUp");
  await shows(page, /~# kubectl create deployment web --image=nginx --replicas=3\s*$/);
  await killed(second);
});

test("two servers on one database serve one cluster", async ({ page, context }) => {
  const [one, other] = [await startServer(), await startServer()];
  await openLab(page, one);
  const elsewhere = await context.newPage();
  await openLab(elsewhere, other);
  await run(page, "echo from-one > one.txt");
  await shows(elsewhere, "echo from-one");
  await run(elsewhere, "cat one.txt; echo from-other > other.txt");
  await shows(page, /\nfrom-one/);
  await run(page, "cat other.txt");
  await shows(elsewhere, /\nfrom-other/);
  // Each acts on a copy the other has just made stale.
  for (let turn = 0; turn < 3; turn++) {
    await Promise.all([
      run(page, `echo a${turn} >> a.txt`),
      run(elsewhere, `echo b${turn} >> b.txt`),
    ]);
  }
  await run(page, "echo $(cat a.txt) $(cat b.txt)");
  await shows(elsewhere, "a0 a1 a2 b0 b1 b2");
});
