import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { assistants, organisations } from "@/db/schema";
import { recordAct, type Via } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { readField } from "./fields";
import { findOrganisation } from "./find-organisation";
import { FIRST_ASSISTANTS } from "./first-assistants";
import { insertMember } from "./insert-member";
import { checkPassword, hashPassword } from "./password";
import type { Profile } from "./types";

export type NewOrganisation = { organisationName: string; name: string; email: string; password: string };

/**
 * Creates the organisation and its owner, once per database; afterwards throws `conflict`, also for the loser of two.
 * The new owner did it, unless `via` says who did.
 */
export async function createOrganisation(db: Conn, input: NewOrganisation, via?: Via): Promise<Profile> {
  const organisationName = readField("organisationName", input.organisationName);
  checkPassword(input.password, input.email);
  if (await findOrganisation(db)) throw alreadyCreated();
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    const created = await tx
      .insert(organisations)
      .values({ id: newId(), name: organisationName })
      .onConflictDoNothing()
      .returning({ id: organisations.id });
    if (created.length === 0) throw alreadyCreated();
    const { email, name } = input;
    const owner = await insertMember(tx, { email, name, role: "owner", passwordHash });
    await tx.insert(assistants).values(
      FIRST_ASSISTANTS.map((each) => ({
        ...each,
        ...{ id: newId(), userId: owner.userId, visibility: "everyone" as const },
      })),
    );
    const subject = { kind: "organisation", id: null, name: organisationName };
    await recordAct(
      tx,
      { ...owner, via },
      { act: "organisation.create", subject, after: { owner: owner.name } },
    );
    return owner;
  });
}

function alreadyCreated(): AppError {
  return new AppError(
    "conflict",
    "The organisation has been created already. Sign in, or ask its owner to invite you.",
  );
}
