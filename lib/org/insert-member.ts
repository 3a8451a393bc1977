import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { categories, prompts, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { readField } from "./fields";
import { FIRST_PROMPTS } from "./first-prompts";
import type { Profile, Role } from "./types";

type NewMember = { email: string; name: string; role: Role; passwordHash: string };

/** To begin with; they are the member's own to change. */
const FIRST_CATEGORIES = [
  { name: "Work", colour: "blue" },
  { name: "Personal", colour: "green" },
  { name: "Learning", colour: "amber" },
] as const;

/** The one place that adds a member. Throws `conflict` when the email is taken, in any letter case. */
export async function insertMember(db: Conn, member: NewMember): Promise<Profile> {
  const values = {
    id: newId(),
    email: readField("email", member.email),
    name: readField("name", member.name),
    role: member.role,
    passwordHash: member.passwordHash,
  };
  const inserted = await db.insert(users).values(values).onConflictDoNothing().returning({ id: users.id });
  if (inserted.length === 0) {
    throw new AppError(
      "conflict",
      "A member with this email exists already. Sign in, or use another email.",
      {
        details: { field: "email" },
      },
    );
  }
  await db
    .insert(categories)
    .values(FIRST_CATEGORIES.map((each) => ({ ...each, id: newId(), userId: values.id })));
  await db.insert(prompts).values(FIRST_PROMPTS.map((each) => ({ ...each, id: newId(), userId: values.id })));
  return { userId: values.id, email: values.email, name: values.name, role: values.role };
}
