import type { Conn } from "@/db/client";
import { recordAct } from "@/lib/audit";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createOrganisation } from "./create-organisation";
import { findOrganisation } from "./find-organisation";
import { insertMember } from "./insert-member";
import { checkPassword, hashPassword } from "./password";
import type { Profile, Role } from "./types";

export type MemberToAdd = { email: string; name: string; role: Role; password: string };

/** For the command line, which needs no actor. The first owner creates the organisation, named by ORG_NAME. */
export async function addMember(db: Conn, { email, name, role, password }: MemberToAdd): Promise<Profile> {
  if (!(await findOrganisation(db))) {
    if (role === "owner") {
      const organisationName = getEnv().ORG_NAME ?? "Purser";
      return createOrganisation(db, { organisationName, name, email, password }, "cli");
    }
    throw new AppError("conflict", "There is no organisation yet. Add its owner first, with --role owner.");
  }
  checkPassword(password, email);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const member = await insertMember(tx, { email, name, role, passwordHash });
    const subject = { kind: "member", id: member.userId, name: member.name };
    const who = { userId: null, via: "cli" } as const;
    await recordAct(tx, who, { act: "member.add", subject, after: { role } });
    return member;
  });
}
