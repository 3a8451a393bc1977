import { and, asc, eq, gt, sql } from "drizzle-orm";
import { attempts, messages, runs } from "@/db/schema";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { isShown } from "../context/history";
import { viewColumns } from "../runs/view";
import type { FileFacts, FileMessage } from "./format";

const MESSAGES_AT_ONCE = 100;

type Wanted = { threadId: string; onlyShown?: boolean };

/** The messages of a thread in their order, page by page as they are asked for; its owner is for the caller to know. */
export async function* readMessages(ctx: Ctx, wanted: Wanted): AsyncGenerator<FileMessage> {
  for (let after = 0; ; ) {
    const rows = await readPage(ctx, wanted, after);
    for (const row of rows) yield toFileMessage(row);
    const last = rows.at(-1);
    if (!last || rows.length < MESSAGES_AT_ONCE) return;
    after = last.position;
  }
}

function readPage(ctx: Ctx, { threadId, onlyShown }: Wanted, after: number) {
  return ctx.db
    .select({
      id: messages.id,
      parentId: messages.parentId,
      position: messages.position,
      role: messages.role,
      text: messages.content,
      createdAt: messages.createdAt,
      shown: sql<boolean>`${isShown}`,
      continues: messages.continuesId,
      rating: messages.rating,
      ratingNote: messages.ratingNote,
      imported: messages.imported,
      model: runs.model,
      assistant: viewColumns.assistantName,
      status: runs.status,
      inputTokens: attempts.inputTokens,
      outputTokens: attempts.outputTokens,
      costPicoUsd: attempts.costPicoUsd,
      certainty: attempts.certainty,
    })
    .from(messages)
    .leftJoin(runs, eq(runs.answerMessageId, sql`coalesce(${messages.copyOfId}, ${messages.id})`))
    .leftJoin(
      attempts,
      and(
        eq(attempts.runId, runs.id),
        eq(attempts.purpose, "answer"),
        sql`not exists (select 1 from attempts later where later.run_id = ${attempts.runId} and later.purpose = 'answer' and later.number > ${attempts.number})`,
      ),
    )
    .where(
      and(
        eq(messages.threadId, threadId),
        eq(messages.userId, ctx.actor.userId),
        gt(messages.position, after),
        onlyShown ? isShown : undefined,
      ),
    )
    .orderBy(asc(messages.position))
    .limit(MESSAGES_AT_ONCE);
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

function toFileMessage(row: Row): FileMessage {
  const { id, parentId, role, text, shown, continues, rating, ratingNote } = row;
  return {
    ...{ id, parentId, role, text, createdAt: row.createdAt.toISOString(), shown },
    ...{ continues, rating, ratingNote, facts: role === "assistant" ? factsOf(row) : null },
  };
}

function factsOf(row: Row): FileFacts | null {
  if (row.status !== null) return factsOfRun(row, row.status);
  if (!row.imported) return null;
  const { assistant = null, status = "completed", costPicoUsd, ...told } = row.imported;
  return {
    ...told,
    assistant,
    status,
    costUsd: costPicoUsd === null ? null : toDecimalUsd(BigInt(costPicoUsd)),
  };
}

/** What is not settled, or has no price, has no cost that could be told. */
function factsOfRun(row: Row, status: FileFacts["status"]): FileFacts {
  const { model, assistant, inputTokens, outputTokens, costPicoUsd, certainty } = row;
  const isSettled = certainty !== null;
  const isPriced = isSettled && certainty !== "unpriced" && costPicoUsd !== null;
  return {
    ...{ model, assistant, status, certainty },
    inputTokens: isSettled ? inputTokens : null,
    outputTokens: isSettled ? outputTokens : null,
    costUsd: isPriced ? toDecimalUsd(costPicoUsd) : null,
  };
}
