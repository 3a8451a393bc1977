import { asc, isNull } from "drizzle-orm";
import { alertChannels } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { CHANNELS_MAX } from "./channel-input";
import { toChannel } from "./channel-row";
import type { Channel } from "./types";

/** The channels that are there, the oldest first; never their secrets. Throws `not_found` for a member. */
export async function listChannels(ctx: Ctx): Promise<Channel[]> {
  requireAdmin(ctx);
  const rows = await ctx.db
    .select()
    .from(alertChannels)
    .where(isNull(alertChannels.removedAt))
    .orderBy(asc(alertChannels.createdAt), asc(alertChannels.id))
    // One that was removed and brought back can be one more than may be added.
    .limit(CHANNELS_MAX * 2);
  return rows.map(toChannel);
}
