import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import type { SharedMessage, SharedThread } from "../types";
import { pathTo } from "./path";
import { getReadable } from "./readable";

const MESSAGES_SHOWN_MAX = 200;

type Row = { role: "user" | "assistant"; content: string; model: string | null; files: string[] | null };

/**
 * What everybody who is signed in may read by a link: the newest 200 messages of it, without an id or an amount.
 * Throws `not_found`.
 */
export async function getSharedThread(ctx: Ctx, { token }: { token: string }): Promise<SharedThread> {
  const { title, sharedBy, sharedAt, userId, ...end } = await getReadable(ctx.db, token);
  const rows = await ctx.db.execute<Row>(sql`
    select role, content, model, (
      select json_agg(a.name order by ma.position) from message_attachments ma join attachments a on a.id = ma.attachment_id
      where ma.message_id = path.id) as files
    from ${pathTo(end, MESSAGES_SHOWN_MAX + 1)} path order by depth`);
  const shown = rows.slice(0, MESSAGES_SHOWN_MAX).reverse();
  return {
    ...{ title, sharedBy, sharedAt },
    isOwn: userId === ctx.actor.userId,
    messages: shown.filter(({ content, files }) => content !== "" || files !== null).map(toMessage),
    isCut: rows.length > MESSAGES_SHOWN_MAX,
  };
}

function toMessage({ role, content, model, files }: Row): SharedMessage {
  return role === "user" ? { role, content, files: files ?? [] } : { role, content, model };
}
