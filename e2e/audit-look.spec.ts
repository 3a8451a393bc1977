import { setBudget } from "@/lib/budgets";
import { test } from "./fixtures";
import { ctxOf } from "./fixtures/people";

test("look", { tag: "@phone" }, async ({ openAs, admin, member, db }, info) => {
  const page = await openAs(admin);
  const budget = {
    scope: "member",
    scopeId: member.userId,
    period: "month",
    unit: "usd",
    onLimit: "block",
  } as const;
  for (const limit of [5_000_000_000_000n, 8_000_000_000_000n])
    await setBudget(ctxOf(db, admin), { ...budget, limit });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/admin/audit");
    await page.getByText("Details").first().click();
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await page.getByText(/Chain verified up to/).waitFor();
    await page.screenshot({ path: `/tmp/audit-${info.project.name}-${colorScheme}.png` });
  }
});
