import { chromium } from "@playwright/test";
import { findBrowser } from "../../scripts/browser";
import { describeMachine, type Machine } from "../send-path/machine";
import { measureTokens, type TokenCosts } from "./tokens";
import { measureTyping, type Typing } from "./typing";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];

export type ConversationBench = { machine: Machine; tokens: TokenCosts; typing: Typing };

/** What an answer costs the browser while it grows: rendering a token of it, and a key pressed meanwhile. */
export async function measureConversation(options: {
  rounds: number;
  signal: AbortSignal;
}): Promise<ConversationBench> {
  const machine = describeMachine();
  const executablePath = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const tokens = await measureTokens(browser, options);
    const typing = await measureTyping(browser, options.signal);
    return { machine, tokens, typing };
  } finally {
    await browser.close();
  }
}
