import { expect, type Locator, type Page } from "@playwright/test";

/** The pages of an admin about budgets, plans and departments. */
export class BudgetsPage {
  constructor(readonly page: Page) {}

  /** Sends the form of the open dialog and waits until it is gone. */
  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save" }).click();
    await expect(this.page.getByRole("dialog")).toHaveCount(0);
  }

  /** A budget, in the group of its scope. */
  row(group: string, whom: string): Locator {
    return this.page.getByRole("region", { name: group }).getByRole("row", { name: whom });
  }

  /** Something of a row's menu. */
  async choose(row: Locator, item: string): Promise<void> {
    // Where the last click was "Undo", the pointer rests on a toast, which stays for it and may lie over the row.
    await this.page.mouse.move(0, 0);
    await row.getByRole("button", { name: /^Options for/ }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }
}
