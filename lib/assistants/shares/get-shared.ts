import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import type { SharedMessage, SharedThread } from "../types";
import { pathTo } from "./path";
import { getReadable } from "./readable";

const MESSAGES_SHOWN_MAX = 200;

type Row = { role: "user" | "assistant"; content: string; model: string | null };

/**
 * What everybody who is signed in may read by a link: the newest 200 messages of it, without an id or an amount.
 * Throws `not_found`.
 */
export async function getSharedThread(ctx: Ctx, { token }: { token: string }): Promise<SharedThread> {
  const { title, sharedBy, sharedAt, userId, ...end } = await getReadable(ctx.db, token);
  const rows = await ctx.db.execute<Row>(sql`
    select role, content, model from ${pathTo(end, MESSAGES_SHOWN_MAX + 1)} path order by depth`);
  const shown = rows.slice(0, MESSAGES_SHOWN_MAX).reverse();
  return {
    ...{ title, sharedBy, sharedAt },
    isOwn: userId === ctx.actor.userId,
    messages: shown.filter(({ content }) => content !== "").map(toMessage),
    isCut: rows.length > MESSAGES_SHOWN_MAX,
  };
}

function toMessage({ role, content, model }: Row): SharedMessage {
  return role === "user" ? { role, content } : { role, content, model };
}
