import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { organisations } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { readImageHost } from "./image-host";
import { forgetImageHosts } from "./image-memory";
import type { Ctx } from "./types";

export const IMAGE_HOSTS_MAX = 20;

/** The hosts whose pictures answers show, as they are stored; none before set-up. */
export async function getImageHosts(db: Conn): Promise<string[]> {
  const [row] = await db.select({ hosts: organisations.imageHosts }).from(organisations).limit(1);
  return row?.hosts ?? [];
}

/**
 * Allows the pictures of these hosts and of no others, each as `readImageHost` has it. Throws `invalid` with a
 * sentence, `forbidden` for a member.
 */
export async function setImageHosts(ctx: Ctx, { hosts }: { hosts: readonly string[] }): Promise<string[]> {
  requireAdmin(ctx);
  const read = [...new Set(hosts.map(readImageHost))];
  if (read.length > IMAGE_HOSTS_MAX) {
    const details = { field: "hosts" };
    throw new AppError("invalid", `Enter at most ${IMAGE_HOSTS_MAX} hosts.`, { details });
  }
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx
      .select({ hosts: organisations.imageHosts })
      .from(organisations)
      .limit(1)
      .for("no key update");
    await tx.update(organisations).set({ imageHosts: read }).where(sql`true`);
    const subject = { kind: "image_hosts", id: null, name: null };
    await recordAct(tx, ctx.actor, { act: "image_hosts.set", subject, before, after: { hosts: read } });
  });
  forgetImageHosts();
  return read;
}
