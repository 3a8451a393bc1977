import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { readField } from "./fields";
import type { Ctx } from "./types";

/** Changes one's own name. */
export async function renameMember({ db, actor }: Ctx, { name }: { name: string }): Promise<void> {
  await db
    .update(users)
    .set({ name: readField("name", name) })
    .where(eq(users.id, actor.userId));
}
