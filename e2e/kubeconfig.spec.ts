// A kubeconfig from the top bar opens this very cluster: by TLS, on the port of the pages.
import { readFileSync } from "node:fs";
import https from "node:https";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";

test("a learner takes the cluster to their own kubectl", async ({ page }) => {
  await page.goto("/play");
  await page.getByRole("button", { name: "열기" }).first().click();
  await page.waitForURL("**/play/*");
  await page.getByRole("button", { name: "내 kubectl 연결" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "naru.kubeconfig 내려받기" }).click();
  const config = readFileSync(await (await downloading).path(), "utf8");

  const created = await ask(config, "POST", "/api/v1/namespaces/default/pods", {
    metadata: { name: "from-afar" },
    spec: { containers: [{ name: "web", image: "nginx" }] },
  });
  expect(created.code).toBe(201);
  await expect(page.locator('[data-key="Pod/default/from-afar"]').first()).toBeVisible();

  await page.getByRole("button", { name: "전에 받은 파일 못 쓰게 하기" }).click();
  await expect(page.getByText("전에 받은 파일은 이제 쓸 수 없어요")).toBeVisible();
  expect((await ask(config, "GET", "/api/v1/pods")).code).toBe(401);
});

/** As kubectl does, by what stands in its file. */
async function ask(config: string, method: string, path: string, body?: object) {
  const field = (name: string) => new RegExp(`${name}: "?([^"\\n]+)`).exec(config)?.[1] ?? "";
  const request = https.request(`${field("server")}${path}`, {
    method,
    ca: Buffer.from(field("certificate-authority-data"), "base64"),
    servername: field("tls-server-name"),
    headers: { authorization: `Bearer ${field("token")}`, "content-type": "application/json" },
  });
  const answered = new Promise<{ code: number; text: string }>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", async (response) =>
      resolve({ code: response.statusCode ?? 0, text: await text(response) }),
    );
  });
  request.end(body && JSON.stringify(body));
  return answered;
}
