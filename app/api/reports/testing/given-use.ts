import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import {
  alertChannels,
  assistants,
  attempts,
  budgetRequests,
  entries,
  outbox,
  plans,
  providerDays,
  threads,
  users,
} from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { givenDepartment } from "@/lib/finance/testing";
import type { Ctx } from "@/lib/org/types";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";

/** Whatever somebody can name bears the name: a member, a department, a thread, a model, a channel, an act. */
export async function givenUse(owner: Ctx, { name, at }: { name: string; at: Date }): Promise<void> {
  const { db } = owner;
  const day = `${at.toISOString().slice(0, 7)}-01`;
  const member = await givenMember(db, name);
  await givenList(owner, { name, day, userId: member.actor.userId });
  const departmentId = await givenDepartment(db, name);
  await db.update(users).set({ departmentId }).where(eq(users.id, member.actor.userId));
  const call = { timeZone: "UTC", at, costPicoUsd: 10n ** 9n, model: name, provider: name };
  await bookCall(db, { ...call, userId: member.actor.userId, departmentId });
  const attemptId = await bookCall(db, { ...call, userId: owner.actor.userId });
  const estimate = { certainty: "estimated" as const, endedAt: at, costPicoUsd: call.costPicoUsd };
  await db
    .update(attempts)
    .set({ ...estimate, model: name })
    .where(eq(attempts.id, attemptId));
  const [entry] = await db.select().from(entries).where(eq(entries.attemptId, attemptId));
  await db
    .update(threads)
    .set({ title: name })
    .where(eq(threads.id, entry?.threadId ?? ""));
  const recipients = ["finance@example.org"];
  await db.insert(alertChannels).values({
    id: newId(),
    kind: "email",
    name,
    alertKinds: ["unpriced"],
    recipients,
    createdBy: owner.actor.userId,
  });
  const payload = { model: name, day };
  await db.insert(outbox).values({ id: newId(), kind: "unpriced", key: name, payload });
  await db.transaction((tx) =>
    recordAct(tx, owner.actor, {
      ...{ act: "member.disable", subject: { kind: "member", id: member.actor.userId, name } },
      ...{ before: { name }, after: { name: `${name}!` } },
    }),
  );
}

async function givenList(
  { db, actor }: Ctx,
  { name, day, userId }: { name: string; day: string; userId: string },
) {
  await db.insert(assistants).values({
    ...{ id: newId(), userId: actor.userId, name, instructions: "Be brief.", instructionsTokens: 2 },
    ...{ visibility: "everyone" as const, description: name },
  });
  await db.insert(plans).values({ id: newId(), name });
  const { budgetId } = await setBudget(
    { db, actor },
    { ...memberBudget(userId, "month"), limit: 10n ** 12n },
  );
  await db.insert(budgetRequests).values({ id: newId(), userId, budgetId, amount: 10n ** 12n, reason: name });
  const billed = { provider: "openai", day, billedPicoUsd: 10n ** 9n, source: "file" as const };
  await db.insert(providerDays).values({ ...billed, model: name, readBy: actor.userId });
}
