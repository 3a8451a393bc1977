import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";

/** A message that no other test sends; the upstream's scripts go by its words. */
export function unique(message: string): string {
  return `${message} (${randomUUID().slice(0, 8)})`;
}

/** The title that the upstream makes of a message of up to five words. */
export function titleMadeOf(message: string): string {
  return message.replace(/[()]/g, "");
}

/** The page of a thread, and of a new one. */
export class ThreadPage {
  readonly message: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  readonly log: Locator;
  readonly questions: Locator;
  readonly answers: Locator;
  readonly lastAnswer: Locator;
  /** The budget that the sidebar, or on a phone the line above the composer, tells. */
  readonly budget: Locator;

  constructor(readonly page: Page) {
    this.message = page.getByRole("textbox", { name: "Message", exact: true });
    this.send = page.getByRole("button", { name: "Send", exact: true });
    this.stop = page.getByRole("button", { name: "Stop" });
    this.log = page.getByRole("log", { name: "Conversation" });
    this.questions = this.log.getByRole("article", { name: "You", exact: true });
    this.answers = this.log.getByRole("article", { name: /^(?!You$)/ });
    this.lastAnswer = this.answers.last();
    this.budget = page.getByRole("status", { name: "Budget" });
  }

  /** Sends a message and waits until it and the place of its answer are shown, on the thread's own page. */
  async begin(text: string): Promise<void> {
    const before = await this.questions.count();
    await this.message.fill(text);
    await this.message.press("Enter");
    await expect(this.questions).toHaveCount(before + 1);
    await expect(this.answers).toHaveCount(before + 1);
    await expect(this.page).toHaveURL(/\/threads\//);
  }

  /** Sends a message and waits until its answer is settled. */
  async ask(text: string): Promise<Locator> {
    await this.begin(text);
    await this.settled();
    return this.lastAnswer;
  }

  async settled(): Promise<void> {
    await expect(this.send).toBeVisible();
    await expect(this.lastAnswer).not.toHaveAttribute("aria-busy");
  }

  /** The words of an answer, without the line under it. */
  words(answer: Locator): Locator {
    return answer.locator(".markdown");
  }

  /** What an answer says it cost: decimal dollars and how sure they are. */
  async costOf(answer: Locator): Promise<{ usd: string | null; certainty: string | null }> {
    const cost = answer.locator("[data-cost]");
    return {
      usd: await cost.getAttribute("data-cost"),
      certainty: await cost.getAttribute("data-certainty"),
    };
  }

  /** The row of a thread in the sidebar. */
  row(title: string | RegExp): Locator {
    return this.page
      .getByRole("navigation", { name: "Threads" })
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("link", { name: title }) });
  }

  id(): string {
    const id = /\/threads\/([0-9a-f-]{36})$/.exec(this.page.url())?.[1];
    if (!id) throw new Error(`${this.page.url()} is not the page of a thread.`);
    return id;
  }
}
