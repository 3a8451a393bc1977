import { expect, type Locator } from "@playwright/test";
import type { ThreadPage } from "./thread";

/** What a thread's page offers for going back to what was said: editing, and other versions. */
export class Branches {
  readonly editor: Locator;
  readonly sendEdited: Locator;
  readonly cancel: Locator;

  constructor(private readonly thread: ThreadPage) {
    const { log } = thread;
    this.editor = log.getByRole("textbox", { name: "Edit what you wrote" });
    this.sendEdited = log.getByRole("button", { name: "Send the edited version" });
    this.cancel = log.getByRole("button", { name: "Cancel" });
  }

  edit(question: Locator): Locator {
    return question.getByRole("button", { name: "Edit" });
  }

  previous(message: Locator): Locator {
    return message.getByRole("button", { name: "Previous version" });
  }

  next(message: Locator): Locator {
    return message.getByRole("button", { name: "Next version" });
  }

  /** Edits a question and waits until its new answer is settled. */
  async resend(question: Locator, text: string): Promise<void> {
    await this.edit(question).click();
    await this.editor.fill(text);
    await this.sendEdited.click();
    await expect(this.thread.questions.last()).toContainText(text);
    await this.thread.settled();
  }

  /** What is said, in order: questions and the words of answers. */
  async expectSaid(...texts: string[]): Promise<void> {
    await expect(this.thread.questions).toHaveText(texts.filter((_, n) => n % 2 === 0).map(beginning));
    await expect(this.thread.log.locator(".markdown")).toHaveText(texts.filter((_, n) => n % 2 === 1));
  }
}

/** Under its words a question may have the count of its versions. */
function beginning(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
