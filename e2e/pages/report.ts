import { expect, type Locator, type Page } from "@playwright/test";

/** One figure on top of a report. */
export function tile(page: Page, name: string | RegExp): Locator {
  return page.getByRole("article", { name });
}

/** Fails unless an element shows this exact amount, in decimal dollars. */
export async function expectAmount(shown: Locator, usd: string): Promise<void> {
  await expect(shown.locator("data").first()).toHaveAttribute("value", usd);
}

/** The exact amounts of a table by the first words of their rows. */
export async function amountsOf(table: Locator): Promise<Record<string, string>> {
  const amounts: Record<string, string> = {};
  await expect(table).toBeVisible();
  for (const row of await table.locator("tbody tr").all()) {
    const [name = ""] = (await row.locator("th, td").first().innerText()).split("\n");
    amounts[name] = (await row.locator("data").first().getAttribute("value")) ?? "";
  }
  return amounts;
}
