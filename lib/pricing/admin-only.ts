import type { Conn } from "@/db/client";
import type { Via } from "@/lib/audit";
import { AppError } from "@/lib/errors";

/** What the verbs of admins work with. */
export type AdminCtx = {
  db: Conn;
  actor: { userId: string; role: "owner" | "admin" | "member"; via?: Via | undefined };
};

export function requireAdmin({ actor }: AdminCtx): void {
  if (actor.role === "member") {
    throw new AppError("forbidden", "Only admins can change prices. Ask one of yours.");
  }
}
