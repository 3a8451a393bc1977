import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, users } from "@/db/schema";
import type { Ctx, Role } from "@/lib/org/types";

export async function givenMember(tx: Conn, role: Role = "member"): Promise<Ctx & { email: string }> {
  const id = newId();
  const email = `${id}@example.org`;
  await tx.insert(users).values({ id, email, name: "Member 07", role, passwordHash: "none" });
  return { db: tx, email, actor: { userId: id, role, departmentId: null } };
}

export const budgetsOf = (tx: Conn, scopeId: string) =>
  tx.select().from(budgets).where(eq(budgets.scopeId, scopeId)).orderBy(budgets.id);
