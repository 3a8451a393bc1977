import type { Conn } from "../client";
import { newId } from "../id";
import { users } from "../schema";

export type TestActor = { userId: string; role: "owner" | "admin" | "member"; departmentId: null };

/** A member of the test's own, so that no two tests share a budget or a sum. */
export async function makeMember(db: Conn, role: TestActor["role"] = "member"): Promise<TestActor> {
  const userId = newId();
  await db.insert(users).values({
    id: userId,
    email: `${userId}@example.org`,
    name: "Member 07",
    role,
    passwordHash: "not a hash",
  });
  return { userId, role, departmentId: null };
}
