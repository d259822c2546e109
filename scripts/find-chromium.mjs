// Which browser the tests drive: one that is installed, else the one Playwright has downloaded.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { inRoot } from "./root.mjs";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const fixedPlaces = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The path of a program, or nothing. */
export function findChromium() {
  const fromPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => programs.map((name) => path.join(folder, name)));
  const places = [...fixedPlaces, ...fromPath, chromium.executablePath()];
  const given = process.env.CHROMIUM_PATH;
  return given ? given : places.find((place) => fs.existsSync(place));
}

/** Downloads Playwright's own where none is installed. */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found) return found;
  console.error("No Chromium found: downloading Playwright's own …");
  const cli = inRoot("node_modules", "@playwright", "test", "cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: ["ignore", 2, 2] });
  return findChromium();
}

export const chromiumAdvice =
  "The browser tests need a Chromium. What to do: `apt-get install chromium fonts-nanum` on Debian " +
  "or Ubuntu, install Google Chrome elsewhere, or `npx playwright install chromium`; or name one " +
  "with CHROMIUM_PATH.";
