import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { LaunchFailure } from "./launch/failure";
import { tell } from "./launch/say";

/** The shell without a window first: it takes a quarter less time for the same journeys. */
const PACKAGES = ["chromium-headless-shell", "chromium"];
const INSTALLED = [
  ...PACKAGES,
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const VERSION_TIMEOUT_MS = 20_000;
const DOWNLOAD_TIMEOUT_MS = 300_000;

/** A Chromium that runs here: the one named, one installed, Playwright's own, or one installed now. */
export async function findBrowser(): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return requireNamed(named);
  for (const candidate of INSTALLED) {
    if (await runs(candidate)) return locate(candidate);
  }
  if (await runs(chromium.executablePath())) return chromium.executablePath();
  tell("No Chromium found; installing one…");
  if ((await download()) && (await runs(chromium.executablePath()))) return chromium.executablePath();
  for (const name of PACKAGES) {
    if ((await installPackage(name)) && (await runs(name))) return locate(name);
  }
  throw new LaunchFailure(
    "The browser tests need Chromium, and none could be found or installed: install Chromium or Chrome, or set PLAYWRIGHT_CHROMIUM to its path.",
  );
}

async function requireNamed(path: string): Promise<string> {
  if (await runs(path)) return path;
  throw new LaunchFailure(`PLAYWRIGHT_CHROMIUM is ${path}, which does not run: set it to a Chromium's path.`);
}

async function runs(browser: string): Promise<boolean> {
  try {
    await promisify(execFile)(browser, ["--version"], { timeout: VERSION_TIMEOUT_MS });
    return true;
  } catch {
    return false;
  }
}

/** Playwright wants a path, not a name to look up. */
async function locate(browser: string): Promise<string> {
  if (browser.startsWith("/")) return browser;
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", 'command -v "$1"', "sh", browser]);
  return stdout.trim();
}

async function download(): Promise<boolean> {
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright/package.json")), "cli.js");
  return succeeds(process.execPath, [cli, "install", "chromium"]);
}

async function installPackage(name: string): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  if (!(await succeeds("apt-get", ["update"]))) return false;
  return succeeds("apt-get", ["install", "--yes", "--no-install-recommends", name]);
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: "noninteractive",
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000",
  };
  const child = spawn(command, args, { env, stdio: "ignore", timeout: DOWNLOAD_TIMEOUT_MS });
  try {
    const [code] = await once(child, "exit");
    return code === 0;
  } catch {
    return false;
  }
}
