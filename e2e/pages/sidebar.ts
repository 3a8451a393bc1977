import { expect, type Locator, type Page } from "@playwright/test";

/** The list of threads beside every page. */
export class SidebarPage {
  readonly nav: Locator;
  /** The bar of what can be done to the chosen threads. */
  readonly selection: Locator;

  constructor(readonly page: Page) {
    this.nav = page.getByRole("navigation", { name: "Threads" });
    this.selection = this.nav.getByRole("region", { name: "Selection" });
  }

  /** The titles of a group, in their order. */
  titles(group: string): Locator {
    return this.nav.getByRole("region", { name: group, exact: true }).locator("a .truncate");
  }

  /** A row, by its words for a screen reader or a part of them. */
  link(name: string): Locator {
    return this.nav.getByRole("listitem").getByRole("link", { name });
  }

  row(title: string): Locator {
    return this.nav.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: title }) });
  }

  async openMenu(title: string): Promise<void> {
    await this.row(title).hover();
    await this.row(title).getByRole("button", { name: "Thread options" }).click();
  }

  /** Something of a row's menu. */
  async choose(title: string, item: string): Promise<void> {
    await this.openMenu(title);
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async openCategories(title: string): Promise<void> {
    await this.openMenu(title);
    await this.page.getByRole("menuitem", { name: "Category" }).click();
    await expect(this.page.getByRole("menuitemradio", { name: "None" })).toBeVisible();
  }

  /** Does something and waits until the server has answered it: it is seen before, and a reload would take it back. */
  async stored(act: () => Promise<void>): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.request().method() === "POST");
    await act();
    await answered;
  }

  /** Takes back what a sentence says that was done. */
  async undo(sentence: string): Promise<void> {
    const said = this.page.getByRole("listitem").filter({ hasText: sentence });
    const button = said.getByRole("button", { name: "Undo" });
    // It appears with the answer to what it undoes; only then is the next answer the undoing's own.
    await button.waitFor();
    await this.stored(() => button.click());
  }
}
