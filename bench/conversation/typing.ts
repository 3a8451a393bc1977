import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { longAnswer, WHOLE } from "@/e2e/fixtures/long-answer";
import { startUpstreamProcess } from "@/e2e/upstream/process";
import { openDb } from "../../db/client";
import { startAppProcess } from "../send-path/app-process";
import { makeSenders } from "../send-path/make-senders";
import { percentile } from "../send-path/percentiles";

const MODEL = "gpt-4o-mini";
const CHARACTERS = 20_000;
const KEYS = 60;
const KEY_EVERY_MS = 100;
const QUESTION = "Tell me everything about this month.";

/** From a key to the next paint, in ms: the slowest but one in fifty, as "interaction to next paint" is told. */
export type Typing = { keys: number; idleMs: number; streamingMs: number; answerCharacters: number };

/** Keys pressed in the composer of a thread: while nothing happens, and while a long answer is being written. */
export async function measureTyping(browser: Browser, signal: AbortSignal): Promise<Typing> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const secret = randomBytes(32).toString("base64url");
    const upstream = await startUpstreamProcess();
    undo.push(upstream.stop);
    const app = await startAppProcess({ upstreamUrl: upstream.url, model: MODEL, secret });
    undo.push(app.stop);
    const { db, close } = openDb(app.databaseUrl, 2);
    const [sender] = await makeSenders(db, secret, 1).finally(close);
    const page = await openPage(browser, app.url, sender?.cookie ?? "");
    await upstream.reply({ match: { exact: QUESTION }, reply: longAnswer(CHARACTERS) });
    signal.throwIfAborted();
    const idleMs = await typeKeys(page);
    await page.getByRole("textbox", { name: "Message" }).fill(QUESTION);
    await upstream.behave(`slow:2+${WHOLE}`);
    await page.keyboard.press("Enter");
    await page.getByText("Section 2", { exact: true }).first().waitFor();
    const streamingMs = await typeKeys(page);
    const answer = page.locator("[role=log] .markdown").last();
    const wasRunning = await page.getByRole("button", { name: "Stop", exact: true }).isVisible();
    if (!wasRunning) throw new Error("The answer ended before the last key: it must be written more slowly.");
    await answer.getByText("The very end.", { exact: true }).waitFor({ timeout: 120_000 });
    const answerCharacters = (await answer.textContent())?.length ?? 0;
    await page.context().close();
    return { keys: KEYS, idleMs, streamingMs, answerCharacters };
  } finally {
    for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(error));
  }
}

async function openPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: new URL(url).origin }]);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

/** Presses keys at a person's pace. An event that was painted at once is not reported by the browser and counts as 16 ms. */
async function typeKeys(page: Page): Promise<number> {
  await page.evaluate(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === "keydown") durations.push(entry.duration);
    });
    observer.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(window, { keyDurations: durations });
  });
  await page.getByRole("textbox", { name: "Message" }).focus();
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press("a");
    await sleep(KEY_EVERY_MS);
  }
  const reported = await page.evaluate<number[]>("keyDurations");
  const unreported = Array.from({ length: Math.max(0, KEYS - reported.length) }, () => 16);
  return percentile([...reported, ...unreported], 0.98);
}
