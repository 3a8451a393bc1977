import type { Conn } from "@/db/client";

export type Role = "owner" | "admin" | "member";

/** Who is asking. Every verb that reads or writes a member's data keeps to it. */
export type Actor = { userId: string; role: Role; departmentId: string | null };

/** What a verb works with: the connection (or the caller's transaction) and who is asking. */
export type Ctx = { db: Conn; actor: Actor };

/** A person's own card, as the shell shows it. */
export type Profile = { userId: string; name: string; email: string; role: Role };

export type MemberListItem = Profile & { disabled: boolean; createdAt: Date };

/** What the person who opens an invitation's link sees. `email` is null where any will do. */
export type InvitationView = { email: string | null; role: "admin" | "member"; invitedByName: string };

export type InvitationListItem = InvitationView & { invitationId: string; createdAt: Date; expiresAt: Date };
