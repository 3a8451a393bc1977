import type { Conn, Tx } from "@/db/client";
import { organisations } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "./types";

export function requireAdmin({ actor }: Ctx): void {
  if (actor.role === "member") throw new AppError("forbidden", "Only admins can do this. Ask one of yours.");
}

/** Changes of roles wait for each other, so that two of them cannot both see "one owner is left". */
export async function lockOrganisation(tx: Tx | Conn): Promise<void> {
  await tx.select({ id: organisations.id }).from(organisations).for("update");
}
