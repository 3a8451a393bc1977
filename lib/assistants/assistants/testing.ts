import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { departments, users } from "@/db/schema";
import { makeMember, type TestActor } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import type { AssistantInput } from "./fields";
import { saveAssistant } from "./save";

export const INSTRUCTIONS = "You answer as a careful bookkeeper, in three short sentences at most.";

/** What a form sends, with what a test changes in it. */
export function fields(changes: Partial<AssistantInput> = {}): AssistantInput {
  return {
    name: "Bookkeeper",
    description: "Answers about entries.",
    instructions: INSTRUCTIONS,
    model: null,
    outputTokensMax: null,
    sharing: { visibility: "me" },
    ...changes,
  };
}

export async function makeAssistant(ctx: Ctx, changes: Partial<AssistantInput> = {}): Promise<string> {
  return (await saveAssistant(ctx, fields(changes))).assistantId;
}

export async function makeDepartment(db: Conn): Promise<string> {
  const id = newId();
  await db.insert(departments).values({ id, name: id });
  return id;
}

export async function makeColleague(
  db: Conn,
  departmentId: string | null,
  role: TestActor["role"] = "member",
): Promise<Ctx> {
  const actor = await makeMember(db, role);
  await join({ db, actor }, departmentId);
  return { db, actor };
}

export async function join({ db, actor }: Ctx, departmentId: string | null): Promise<void> {
  await db.update(users).set({ departmentId }).where(eq(users.id, actor.userId));
}

export async function disable({ db, actor }: Ctx): Promise<void> {
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, actor.userId));
}
