import { expect, type Locator, type Page } from "@playwright/test";
import { exportAs } from "../fixtures/files";

/** The costs of the organisation. */
export class CostsPage {
  readonly chips: Locator;
  readonly anomalies: Locator;
  readonly dismissed: Locator;
  readonly views: Locator;

  constructor(readonly page: Page) {
    this.chips = page.getByRole("list", { name: "Filters" });
    this.anomalies = page.getByRole("list", { name: "Days that stand out" });
    this.dismissed = page.getByRole("list", { name: "Dismissed" });
    this.views = page.getByRole("navigation", { name: "Saved views" });
  }

  table(name: string | RegExp): Locator {
    return this.page.getByRole("region", { name });
  }

  async choose(label: "Range" | "Group by" | "Second group", option: string): Promise<void> {
    const select = this.page.getByRole("combobox", { name: label, exact: true });
    await select.selectOption({ label: option });
  }

  /** Types a part of a name and follows the one link that is found. */
  async filter(group: string, text: string, name: string): Promise<void> {
    const found = this.page.getByRole("list", { name: "Found" });
    await expect(async () => {
      if (!(await found.isVisible())) await this.page.getByRole("button", { name: "Add filter" }).click();
      await expect(found).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await this.page.getByRole("combobox", { name: "Filter by" }).selectOption({ label: group });
    await this.page.getByRole("searchbox", { name: "Find a filter" }).fill(text);
    await found.getByRole("link", { name, exact: true }).click();
    await expect(this.chips.getByRole("link", { name: `Remove the filter ${group}: ${name}` })).toBeVisible();
  }

  /** The cells of the file that the page offers for what it shows, by line; the header first. */
  async file(): Promise<string[][]> {
    const { bytes } = await exportAs(this.page, "CSV");
    const lines = bytes.toString().trimEnd().split("\r\n");
    return lines.map((line) => line.split(","));
  }

  async menuOf(view: string, item: "Rename" | "Delete"): Promise<void> {
    await this.views.getByRole("button", { name: `Options for ${view}` }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }
}
