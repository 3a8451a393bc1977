import { expect, type Locator, type Page } from "@playwright/test";

/** The list of prompts above a message, the form of one, and the card in the settings. */
export class PromptsPage {
  readonly list: Locator;
  readonly dialog: Locator;
  readonly card: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole("listbox", { name: "Prompts" });
    this.dialog = page.getByRole("dialog");
    this.card = page.getByRole("list", { name: "Prompts" });
  }

  option(name: string | RegExp): Locator {
    return this.list.getByRole("option", { name });
  }

  /** The option that Enter takes: the one that is marked, and the one that the message names. */
  async expectActive(name: string | RegExp): Promise<void> {
    const option = this.option(name);
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(this.list.locator("[aria-selected=true]")).toHaveCount(1);
    await expect(this.page.getByRole("textbox", { name: "Message", exact: true })).toHaveAttribute(
      "aria-activedescendant",
      (await option.getAttribute("id")) ?? "none",
    );
  }

  async write({ name, text, who }: { name: string; text?: string; who?: string }): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "Name" }).fill(name);
    if (text) await this.dialog.getByRole("textbox", { name: "Text" }).fill(text);
    if (who) await this.dialog.getByRole("combobox", { name: "Who finds it" }).selectOption(who);
    await this.dialog.getByRole("button", { name: "Save" }).click();
  }

  row(name: string): Locator {
    return this.card.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }
}
