import type { Locator, Page } from "@playwright/test";

export type Written = { name: string; instructions: string; description?: string; sharing?: string };

/** The gallery, the form of an assistant, and the picker in the composer. */
export class AssistantsPage {
  readonly picker: Locator;
  readonly menu: Locator;
  readonly instructions: Locator;

  constructor(readonly page: Page) {
    this.picker = page.getByRole("button", { name: /^Assistant: / });
    this.menu = page.getByRole("menu");
    this.instructions = page.getByRole("textbox", { name: "Instructions" });
  }

  card(name: string): Locator {
    return this.page.getByRole("article", { name, exact: true });
  }

  async write({ name, instructions, description, sharing }: Written): Promise<void> {
    await this.page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    if (description) await this.page.getByRole("textbox", { name: "Description" }).fill(description);
    await this.instructions.fill(instructions);
    if (sharing) await this.page.getByRole("combobox", { name: "Who sees it" }).selectOption(sharing);
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save" }).click();
    await this.page.waitForURL("/assistants");
  }

  /** Something of a card's menu, or of a row's. */
  async choose(name: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `Options for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }
}
