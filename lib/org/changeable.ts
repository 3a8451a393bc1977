import { and, eq, isNull, ne } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx, Role } from "./types";

type Changeable = { name: string; role: Role; disabled: boolean };

/** The member an admin wants to change, locked. Throws `not_found`, or `forbidden` for an admin who touches an owner. */
export async function getChangeable({ db, actor }: Ctx, userId: string): Promise<Changeable> {
  const [row] = await db
    .select({ name: users.name, role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  if (!row) throw new AppError("not_found", "This member does not exist.");
  if (row.role === "owner" && actor.role !== "owner") {
    throw new AppError("forbidden", "Only an owner can change an owner.");
  }
  return { name: row.name, role: row.role, disabled: row.disabledAt !== null };
}

/** Throws `conflict` when no active owner but this one is left. The caller holds the organisation's lock. */
export async function keepAnOwner(db: Conn, userId: string): Promise<void> {
  const [other] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.disabledAt), ne(users.id, userId)))
    .limit(1);
  if (!other)
    throw new AppError("conflict", "The organisation needs an owner. Make another member an owner first.");
}
