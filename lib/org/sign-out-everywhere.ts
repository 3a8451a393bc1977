import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "./types";

/** Ends all of one's own sessions, this one too. */
export async function signOutEverywhere({ db, actor }: Ctx): Promise<void> {
  await db
    .update(users)
    .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, actor.userId));
}
