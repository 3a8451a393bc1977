import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { copyAttachments, insertCopy } from "../threads/copy";
import { pathTo } from "./path";
import { getReadable } from "./readable";

const MESSAGES_MAX = 5_000;

/**
 * Copies what a link shows into a thread of the caller's own, to go on there. Its answers have no run: what they cost
 * is their owner's. Throws `not_found`, and `invalid` where it is too long.
 */
export async function continueShared(ctx: Ctx, { token }: { token: string }): Promise<{ threadId: string }> {
  return ctx.db.transaction(async (tx) => {
    const share = await getReadable(tx, token, { locked: true });
    const originals = await readOriginals(tx, share);
    const [threadId, { userId }] = [newId(), ctx.actor];
    await tx.execute(
      insertCopy({ threadId, userId, title: share.title, categoryId: null, assistantId: null }),
    );
    await copyTo(tx, { threadId, userId }, originals);
    return { threadId };
  });
}

type Original = { id: string; model: string | null };

async function readOriginals(
  tx: Conn,
  end: { threadId: string; lastMessageId: string },
): Promise<Original[]> {
  const rows = await tx.execute<Original>(sql`
    select id, model from ${pathTo(end, MESSAGES_MAX + 1)} path order by depth desc`);
  if (rows.length > MESSAGES_MAX) {
    throw new AppError("invalid", `This thread has more than ${MESSAGES_MAX} messages, too many to copy.`);
  }
  return [...rows];
}

type To = { threadId: string; userId: string };

async function copyTo(tx: Conn, { threadId, userId }: To, originals: readonly Original[]): Promise<void> {
  const ids = originals.map(() => newId());
  const rows = originals.map(({ id, model }, n) => ({
    ...{ id: ids[n], parentId: ids[n - 1] ?? null, originalId: id, position: n + 1, model },
  }));
  await tx.execute(sql`
    insert into messages (id, thread_id, user_id, position, parent_id, role, content, content_tokens, imported, created_at)
    select item.id, ${threadId}::uuid, ${userId}::uuid, item.position, item."parentId", m.role, m.content, m.content_tokens,
      case when m.role = 'assistant' then jsonb_build_object('model', item.model, 'inputTokens', null,
        'outputTokens', null, 'costPicoUsd', null, 'certainty', null) end, m.created_at
    from ${recordset(rows, 'id uuid, "parentId" uuid, "originalId" uuid, position int, model text')}
    join messages m on m.id = item."originalId" order by item.position`);
  await tx.execute(copyAttachments(rows));
}
