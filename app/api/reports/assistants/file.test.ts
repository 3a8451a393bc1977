import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { assistants } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { getEnv } from "@/lib/env";
import { sealDays } from "@/lib/ledger";
import { listAssistantSpend, sheetLines } from "@/lib/reports";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { assistantsFile } from "./file";

const own = useOwnDb();
const [used, idle] = ["019ab000-0000-7000-8000-000000000001", "019ab000-0000-7000-8000-000000000002"];
const DAY_MS = 86_400_000;

test("says what each assistant was asked in this month, to the last unit, and no formula", () =>
  inTestTransaction(own.db, async (tx) => {
    const ctx = await givenMember(tx, "Owner", "owner");
    const { userId } = ctx.actor;
    const shared = {
      userId,
      instructions: "Be brief.",
      instructionsTokens: 3,
      visibility: "everyone" as const,
    };
    await tx.insert(assistants).values([
      { ...shared, id: used, name: "=Translator" },
      { ...shared, id: idle, name: "Writer", model: "openai/gpt-4o" },
      { ...shared, id: "019ab000-0000-7000-8000-000000000003", name: "Mine", visibility: "me" },
    ]);
    await tx.update(assistants).set({ archivedAt: sql`now()` }).where(eq(assistants.id, idle));
    const { ORG_TIME_ZONE: timeZone } = getEnv();
    const now = new Date();
    const call = { userId, timeZone, assistantId: used };
    await bookCall(tx, { ...call, at: now, costPicoUsd: 10n ** 12n + 1n });
    await bookCall(tx, { ...call, at: now, costPicoUsd: 5n, purpose: "title", estimated: true });
    await bookCall(tx, { ...call, at: new Date(now.getTime() - 40 * DAY_MS), costPicoUsd: 7n });
    await bookCall(tx, { userId, timeZone, at: now, costPicoUsd: 9n });

    let text = "";
    for await (const line of sheetLines(assistantsFile(ctx, {}).sheet)) text += line;
    expect(text.trimEnd().split("\r\n")).toEqual([
      "name,description,assistant_id,made_by,seen_by,department,model,state,answers_this_month,cost_this_month_usd,estimated_usd",
      `'=Translator,,${used},Owner,everyone,,,in the gallery,1,1.000000000006,0.000000000005`,
      `Writer,,${idle},Owner,everyone,,openai/gpt-4o,archived,0,0,0`,
    ]);

    const month = new Date(now.getTime() - 40 * DAY_MS).toISOString().slice(0, 7);
    const before = { assistantIds: [used, idle], month };
    const open = await listAssistantSpend(ctx, before);
    expect(open).toMatchObject([{ assistantId: used, costPicoUsd: 7n }]);
    expect(await sealDays(tx, { timeZone, now })).toBeGreaterThan(0);
    expect(await listAssistantSpend(ctx, before)).toEqual(open);
    const asMember = listAssistantSpend(await givenMember(tx), before);
    await expect(asMember).rejects.toMatchObject({ code: "not_found" });
  }));
