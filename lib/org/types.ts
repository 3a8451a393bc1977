import type { Conn } from "@/db/client";
import type { Via } from "@/lib/audit";
import type { PicoUsd } from "@/lib/money";

export type Role = "owner" | "admin" | "member";

/**
 * Who is asking. Every verb that reads or writes a member's data keeps to it. With `via` somebody acts in their place,
 * and the audit log says so.
 */
export type Actor = {
  userId: string;
  role: Role;
  departmentId: string | null;
  via?: Via | undefined;
};

/** What a verb works with: the connection (or the caller's transaction) and who is asking. */
export type Ctx = { db: Conn; actor: Actor };

/** The same for a program, which speaks for the member who made its key. */
export type ProgramCtx = Ctx & { apiKey: { apiKeyId: string; name: string } };

/** An API key as its member sees it. `prefix` is its first characters, all that is kept of it. */
export type ApiKeyListItem = {
  apiKeyId: string;
  name: string;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** A person's own card, as the shell shows it. */
export type Profile = { userId: string; name: string; email: string; role: Role };

export type MemberListItem = Profile & {
  disabled: boolean;
  createdAt: Date;
  department: { departmentId: string; name: string } | null;
  plan: { planId: string; name: string } | null;
};

/** Which members; what is left out does not matter. Of a department or a plan "none" are those without one. */
export type MemberFilter = {
  /** Part of a name or an email. */
  text?: string | undefined;
  departmentId?: string | undefined;
  planId?: string | undefined;
  role?: Role | undefined;
  state?: "active" | "disabled" | undefined;
};

/** `members` counts everybody who belongs to it, those who are disabled included. */
export type DepartmentListItem = { departmentId: string; name: string; members: number };

/** What a member may ask for; null where the plan does not limit it. Messages a month are a budget of scope `plan`. */
export type Plan = {
  planId: string;
  name: string;
  /** Option ids (`provider/model`) or bare model names. */
  models: string[] | null;
  inputTokensMax: number | null;
  outputTokensMax: number | null;
  requestPicoUsdMax: PicoUsd | null;
};

/** `members` counts everybody who has it, `activeMembers` those who can sign in. */
export type PlanListItem = Plan & { members: number; activeMembers: number };

/** What the person who opens an invitation's link sees. `email` is null where any will do. */
export type InvitationView = { email: string | null; role: "admin" | "member"; invitedByName: string };

export type InvitationListItem = InvitationView & { invitationId: string; createdAt: Date; expiresAt: Date };

/** What happens to threads in which nothing happens; null means never, and for the last one no limit. */
export type ThreadRules = {
  archiveAfterDays: number | null;
  /** Only where its owner agreed, and was told before. */
  deleteAfterDays: number | null;
  /** From the last message of a temporary thread on. */
  temporaryHours: number;
  /** Most threads of a member that are not archived. */
  activeThreadsMax: number | null;
};
