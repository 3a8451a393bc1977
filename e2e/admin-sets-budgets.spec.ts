import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { budgets, plans } from "@/db/schema";
import { addTopUp, assignMember, removeBudget, setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { createDepartment, savePlan } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { BudgetsPage } from "./pages/budgets";
import { ThreadPage, unique } from "./pages/thread";

const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
const inDollars = { unit: "usd", onLimit: "block" } as const;

test("a department's limit stops its member until an admin tops it up", async ({ openAs, admin, member }) => {
  const page = await openAs(admin);
  const screen = new BudgetsPage(page);
  const sales = named("Sales");
  await page.goto("/admin/budgets/departments");
  await page.getByRole("button", { name: "Add department" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(sales);
  await screen.save();
  await expect(page.getByRole("row", { name: sales })).toBeVisible();

  await page.goto(`/admin/members?q=${member.email}`);
  await page.getByRole("button", { name: `Options for ${member.name}` }).click();
  await page.getByRole("menuitem", { name: "Department and plan" }).click();
  await page.getByRole("combobox", { name: "Department" }).selectOption(sales);
  await screen.save();
  await expect(page.getByRole("row", { name: member.name })).toContainText(sales);

  await page.goto("/admin/budgets");
  await page.getByRole("button", { name: "Add budget" }).click();
  await page.getByRole("combobox", { name: "For" }).selectOption("Each member of a department");
  await page.getByRole("combobox", { name: "Department" }).selectOption(sales);
  await page.getByRole("combobox", { name: "Period" }).selectOption("Each day");
  await page.getByRole("textbox", { name: "Limit, in US dollars" }).fill("nothing");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter dollars with a point, such as 5 or 0.25.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Limit, in US dollars" })).toBeFocused();
  await expect(page.getByRole("combobox", { name: "Period" })).toHaveValue("day");
  await page.getByRole("textbox", { name: "Limit, in US dollars" }).fill("0.00001");
  await screen.save();
  await page.goto("/admin/budgets?scope=department_member");
  const row = screen.row("Departments, each member", sales);
  await expect(row).toContainText("a day");

  const theirs = await openAs(member);
  const thread = new ThreadPage(theirs);
  await theirs.goto("/");
  await expect(theirs.getByRole("region", { name: "Budget used up" })).toBeVisible();

  await screen.choose(row, "Top-ups");
  await expect(page.getByText("Nothing was added to this budget yet.")).toBeVisible();
  await page.getByRole("textbox", { name: "Add, in US dollars" }).fill("2");
  await page
    .getByLabel("Until the end of")
    .fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await page.getByRole("combobox", { name: "For one member alone" }).fill(member.email);
  await page.getByRole("button", { name: "Add top-up" }).click();
  await expect(page.getByText("Say what it is for.")).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).fill("A fair on Friday");
  await page.getByRole("button", { name: "Add top-up" }).click();
  const added = page.getByRole("list", { name: "Top-ups" }).getByRole("listitem");
  await expect(added).toContainText("$2.00 until the end of ");
  await expect(added).toContainText(`for ${member.name}`);

  await theirs.reload();
  await thread.ask(unique("Hello again"));
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
  await page.getByRole("button", { name: "End now: A fair on Friday" }).click();
  await expect(page.getByText("The top-up of $2.00 has ended.")).toBeVisible();
  await expect(added).toContainText("$2.00 ended");
  await theirs.goto("/");
  await expect(theirs.getByRole("region", { name: "Budget used up" })).toBeVisible();
});

test("a budget is added without a mouse, replaced only after a yes, changed, removed and brought back", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const page = await openAs(admin);
  const screen = new BudgetsPage(page);
  const stored = () => db.select().from(budgets).where(eq(budgets.scopeId, member.userId));
  await page.goto("/admin/budgets?scope=member");
  await test.step("without a mouse", async () => {
    await page.getByRole("button", { name: "Add budget" }).press("Enter");
    await expect(page.getByRole("combobox", { name: "For" })).toBeFocused();
    for (const keys of ["One m", member.email, "Each w", "Mes"]) {
      await page.keyboard.type(keys);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("40");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Add budget" })).toBeFocused();
    expect(await stored()).toMatchObject([
      { period: "week", unit: "messages", onLimit: "block", limit: 40n },
    ]);
    const key = { scope: "member", scopeId: member.userId, period: "week", unit: "messages" } as const;
    await removeBudget(ctxOf(db, admin), { ...key, onLimit: "block" });
    await page.reload();
  });

  const row = screen.row("Members", member.name);
  await test.step("replaced only after a yes", async () => {
    const add = async (limit: string) => {
      await page.getByRole("button", { name: "Add budget" }).click();
      await page.getByRole("combobox", { name: "For" }).selectOption("One member");
      await page.getByRole("combobox", { name: "Member" }).fill(member.name);
      await page.getByRole("textbox", { name: "Limit, in US dollars" }).fill(limit);
    };
    await add("5");
    await screen.save();
    await expect(row).toContainText("$5.00 a month");
    await expect(row).toContainText("Stops");
    await add("4");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("There is one already, $5.00 a month: saving replaces it.")).toBeVisible();
    expect(await stored()).toMatchObject([{ limit: parseUsd("5") }]);
    await expectAccessible(page, "the question in a form");
    await page.getByRole("button", { name: "Save anyway" }).click();
    await expect(row).toContainText("$4.00 a month");
  });

  await test.step("changed, removed and brought back", async () => {
    await screen.choose(row, "Change");
    const amount = page.getByRole("textbox", { name: "Limit, in US dollars" });
    await expect(amount).toHaveValue("4");
    await amount.fill("7.5");
    await page.getByRole("textbox", { name: "Tell the admins at" }).fill("90");
    await screen.save();
    await expect(row).toContainText("$7.50 a month");
    await expect(row).toContainText("tells at 90 and 100%");
    await screen.choose(row, "Remove");
    await expect(row).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toContainText("$7.50 a month");
    expect(await stored()).toMatchObject([{ limit: parseUsd("7.5"), thresholds: [90] }]);
  });

  await test.step("below what is spent only after a yes", async () => {
    const answer = { question: "A question", answer: "An answer", inputTokens: 40_000, outputTokens: 5_000 };
    const { userId } = member;
    await recordAnswer(db, { userId, at: new Date(), ...answer, thread: { title: "A thread" } });
    await screen.choose(row, "Change");
    await page.getByRole("textbox", { name: "Limit, in US dollars" }).fill("0.001");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(
      page.getByText(/^\$0\.0090 is spent already: the member is stopped until 1 \w+\.$/),
    ).toBeVisible();
    await page.getByRole("button", { name: "Save anyway" }).click();
    await expect(row).toContainText("over by $0.0080");
    await page.goto(`/admin/costs?q=${member.email}`);
    await expect(page.getByRole("region", { name: "Spend by member" })).toContainText("over by $0.0080");
  });
});

test("a plan shows the most that it lets a member cost", async ({ openAs, admin, db }) => {
  const page = await openAs(admin);
  const screen = new BudgetsPage(page);
  const team = named("Team");
  await page.goto("/admin/budgets/plans");
  await page.getByRole("button", { name: "Add plan" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(team);
  await page.getByRole("radio", { name: "Only these" }).check();
  await page.getByRole("checkbox", { name: "gpt-4o-mini", exact: true }).check();
  await page.getByRole("textbox", { name: "Longest input, in tokens" }).fill("2,000");
  await page.getByRole("textbox", { name: "Longest answer, in tokens" }).fill("500");
  await screen.save();
  const row = page.getByRole("row", { name: team });
  await expect(row).toContainText("Not bounded");
  await expect(row).toContainText("no messages a month are set");

  await row.getByRole("button", { name: `Options for ${team}` }).click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await expect(page.getByRole("checkbox", { name: "gpt-4o-mini", exact: true })).toBeChecked();
  await page.getByRole("textbox", { name: "Messages a month" }).fill("1,000");
  await screen.save();
  // 1,000 × (2,000 × $0.15 + 500 × $0.60 per 1M tokens)
  await expect(row).toContainText("$0.60");
  await expect(row).toContainText("with gpt-4o-mini");
  const [plan] = await db.select().from(plans).where(eq(plans.name, team));
  expect(
    await db
      .select()
      .from(budgets)
      .where(eq(budgets.scopeId, plan?.id ?? "")),
  ).toMatchObject([{ scope: "plan", unit: "messages", period: "month", limit: 1000n }]);

  await row.getByRole("button", { name: `Options for ${team}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});

test("every limit of a member says where it comes from, to the admin and to the member", async ({
  openAs,
  admin,
  member,
  page,
  db,
}) => {
  const ctx = ctxOf(db, { userId: admin.userId, role: "admin" });
  const [team, sales] = [named("Team"), named("Sales")];
  const { planId } = await savePlan(ctx, { name: team, ...unlimited });
  const { departmentId } = await createDepartment(ctx, { name: sales });
  await assignMember(ctx, { userId: member.userId, planId, departmentId });
  const monthly = { period: "month", ...inDollars } as const;
  await setBudget(ctx, { scope: "plan", scopeId: planId, ...monthly, limit: parseUsd("3") });
  await setBudget(ctx, { scope: "department", scopeId: departmentId, ...monthly, limit: parseUsd("40") });
  const { budgetId } = await setBudget(ctx, {
    ...{ scope: "member", scopeId: member.userId, ...monthly },
    limit: parseUsd("8"),
  });
  const endsAt = new Date(Date.now() + 86_400_000);
  await addTopUp(ctx, { budgetId, amount: parseUsd("1"), endsAt, reason: "A fair" });

  const theirs = await openAs(admin);
  await theirs.goto(`/admin/members?q=${member.email}`);
  await theirs.getByRole("button", { name: `Options for ${member.name}` }).click();
  await theirs.getByRole("menuitem", { name: "Limits" }).click();
  await expect(theirs).toHaveURL(`/admin/budgets/members/${member.userId}`);
  for (const [shown, path] of [
    [theirs, null],
    [page, "/settings"],
  ] as const) {
    if (path) await shown.goto(path);
    const limits = shown.getByRole("region", { name: "Limits" });
    await expect(limits.getByRole("row", { name: `Plan “${team}”` })).toContainText(
      `Overridden by the limit set for ${member.name}`,
    );
    await expect(limits.getByRole("row", { name: `Department “${sales}”, shared` })).toContainText(
      "$40.00 a month",
    );
    await expect(limits.getByRole("row", { name: new RegExp(`^Set for ${member.name}`) })).toContainText(
      "+ $1.00 topped up",
    );
  }

  const month = page.getByRole("textbox", { name: "Own limit each month, in US dollars" });
  await month.fill("50");
  await page.getByRole("button", { name: "Save own limit" }).click();
  await expect(page.getByText("Your limit is $9.00 already: enter a lower one.")).toBeVisible();
  await month.fill("2.5");
  await page.getByRole("button", { name: "Save own limit" }).click();
  await expect(page.getByRole("row", { name: /^Own limit/ })).toContainText("$2.50 a month");
});
