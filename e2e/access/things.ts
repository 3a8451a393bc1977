import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { apiKeys, budgetRequests, categories, messages, monthlyReports, runs } from "@/db/schema";
import { attachFile, saveAssistant, saveCategory, savePrompt, shareThread } from "@/lib/assistants";
import { askForBudget, setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { createApiKey, createDepartment, listApiKeys } from "@/lib/org";
import { ctxOf, type Member } from "../fixtures/people";
import { recordAnswer } from "../fixtures/spend";

/** What one member has, by the id that leads to it. */
export type Things = {
  threadId: string;
  messageId: string;
  answerMessageId: string;
  runId: string;
  shareId: string;
  token: string;
  assistantId: string;
  promptId: string;
  categoryId: string;
  attachmentId: string;
  apiKeyId: string;
  budgetId: string;
  requestId: string;
};

/** What the organisation has, by the id that leads to it. */
export type CommonThings = { departmentId: string; reportId: string };

/** A department, and a stored file of a month of it. */
export async function makeCommonThings(
  db: Db,
  admin: Pick<Member, "userId" | "role">,
): Promise<CommonThings> {
  const name = `Private ${randomUUID()}`;
  const { departmentId } = await createDepartment(ctxOf(db, admin), { name });
  const reportId = newId();
  await db.insert(monthlyReports).values({
    ...{ id: reportId, month: "2015-01-01", departmentKey: departmentId, name, revision: 1, digest: "" },
    ...{ costPicoUsd: 1n, estimatedPicoUsd: 0n, pdf: Buffer.from("%PDF"), csv: Buffer.from("Private") },
  });
  return { departmentId, reportId };
}

/** A private one of each, of the member's own. What nobody may have many of goes first. */
export async function makeThings(db: Db, member: Pick<Member, "userId" | "role">): Promise<Things> {
  const ctx = ctxOf(db, member);
  await db.delete(categories).where(eq(categories.userId, member.userId));
  await db.delete(apiKeys).where(eq(apiKeys.userId, member.userId));
  await db.delete(budgetRequests).where(eq(budgetRequests.userId, member.userId));
  const { id: threadId } = await recordAnswer(db, {
    ...{ userId: member.userId, at: new Date(), thread: { title: "Private matters" } },
    ...{ question: "Is this private?", answer: "Yes, it is.", inputTokens: 100, outputTokens: 20 },
  });
  const share = await shareThread(ctx, { threadId });
  const helper = { name: "Private helper", description: "", instructions: "Private matters.", model: null };
  const sharing = { visibility: "me" } as const;
  const { assistantId } = await saveAssistant(ctx, { ...helper, outputTokensMax: null, sharing });
  const prompt = { name: `Private ${randomUUID()}`, text: "Private matters.", visibility: "me" } as const;
  const { promptId } = await savePrompt(ctx, prompt);
  const category = await saveCategory(ctx, { name: `Private ${randomUUID()}`.slice(0, 30), colour: "blue" });
  const chunks = one(new TextEncoder().encode("Private matters."));
  const attachment = await attachFile(ctx, { name: "private.txt", chunks });
  await createApiKey(ctx, { name: "Private key" });
  const [key] = await listApiKeys(ctx);
  return {
    ...(await idsOf(db, threadId)),
    ...{ threadId, shareId: share.shareId, token: share.token, assistantId, promptId },
    ...{ categoryId: category.id, attachmentId: attachment.id, apiKeyId: key?.apiKeyId ?? "" },
    ...(await makeRequest(db, member)),
  };
}

/** A budget that holds for the member alone, of which they ask for more. */
async function makeRequest(db: Db, member: Pick<Member, "userId" | "role">) {
  const key = { scope: "member", scopeId: member.userId, period: "month", unit: "usd" } as const;
  const admin = ctxOf(db, { ...member, role: "admin" });
  const { budgetId } = await setBudget(admin, { ...key, onLimit: "block", limit: parseUsd("1000") });
  const wish = { budgetId, amount: parseUsd("1"), neededUntil: null, reason: "Private matters." };
  const { requestId } = await askForBudget(ctxOf(db, member), wish);
  return { budgetId, requestId };
}

/** Ids of nothing. */
export function makeMissing(): Things {
  const id = () => randomUUID();
  return {
    ...{ threadId: id(), messageId: id(), answerMessageId: id(), runId: id(), shareId: id(), token: id() },
    ...{ assistantId: id(), promptId: id(), categoryId: id(), attachmentId: id(), apiKeyId: id() },
    ...{ budgetId: id(), requestId: id() },
  };
}

async function idsOf(db: Db, threadId: string) {
  const said = (role: "user" | "assistant") =>
    db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.threadId, threadId), eq(messages.role, role)));
  const [question] = await said("user");
  const [answer] = await said("assistant");
  const [run] = await db.select({ id: runs.id }).from(runs).where(eq(runs.threadId, threadId));
  if (!question || !answer || !run) throw new Error("The thread has no answer.");
  return { messageId: question.id, answerMessageId: answer.id, runId: run.id };
}

async function* one(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

/** A print of every row that belongs to a member or to one of their threads, whatever the table. */
export async function printOf(db: Db, userId: string): Promise<Record<string, string>> {
  const owned = await db.execute<{ table: string; column: string }>(sql`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
      and c.column_name in ('user_id', 'thread_id') order by 1, 2`);
  const prints: Record<string, string> = {};
  for (const { table, column } of [...owned, { table: "users", column: "id" }]) {
    const whose =
      column === "thread_id"
        ? sql`(select id from threads where user_id = ${userId})`
        : sql`(${userId}::uuid)`;
    const [row] = await db.execute<{ print: string }>(sql`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print
      from ${sql.identifier(table)} t where t.${sql.identifier(column)} in ${whose}`);
    prints[`${table}.${column}`] = row?.print ?? "";
  }
  return prints;
}
