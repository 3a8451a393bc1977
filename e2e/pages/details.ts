import { expect, type Locator, type Page } from "@playwright/test";

/** What one can see and do about a thread and an answer: the menus of both, and their dialogs. */
export class DetailsPage {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog");
  }

  /** Something of the menu in the thread's header. */
  async chooseOfThread(item: string): Promise<void> {
    await this.page.getByRole("button", { name: "Thread menu" }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  /** Something of an answer's menu. */
  async chooseOfAnswer(answer: Locator, item: string): Promise<void> {
    await answer.getByRole("button", { name: "Answer options" }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toHaveCount(0);
  }

  /** Makes a link to the thread in view; answers its address. */
  async share(): Promise<string> {
    await this.chooseOfThread("Share…");
    await this.dialog.getByRole("button", { name: "Make link" }).click();
    return this.dialog.getByRole("textbox", { name: "Link" }).inputValue();
  }

  /** The value of one line of a call in the details of an answer. */
  line(call: string, name: string): Locator {
    return this.dialog
      .getByRole("region", { name: call })
      .locator("dt", { hasText: new RegExp(`^${name}$`) })
      .locator("xpath=following-sibling::dd[1]");
  }

  /** Waits until the page has an answer as it is stored; before, it can be read and stopped. */
  async stored(answer: Locator): Promise<void> {
    await expect(answer.getByRole("button", { name: "Answer options" })).toBeVisible();
  }
}

/** "1,200 × $0.15/1M + 300 × $0.60/1M = $0.00036" as what its left side adds up to, and what its right side says, in pico-USD. */
export function readFormula(formula: string): { sum: bigint; told: bigint } {
  const [left = "", right = ""] = formula.split(" = ");
  const sum = left.split(" + ").reduce((all, term) => {
    const [tokens = "", price = ""] = term.split(" × ");
    return all + BigInt(tokens.replaceAll(",", "")) * (pico(price.replace("/1M", "")) / 1_000_000n);
  }, 0n);
  return { sum, told: pico(right) };
}

/** Dollars, with every decimal, in pico-USD. */
export function pico(dollars: string): bigint {
  const [whole = "", fraction = ""] = dollars.replace(/[$,≈ ]/g, "").split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
}
