import type { Role } from "@/lib/org/types";

export const ROLE_LABELS: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member" };

export const WITH_ARTICLE: Record<Role, string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
};
