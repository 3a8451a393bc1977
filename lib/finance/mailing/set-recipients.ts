import { and, eq, isNull, notInArray } from "drizzle-orm";
import { isId, newId } from "@/db/id";
import { departments, reportRecipients } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { isAddress } from "@/lib/mail";
import { findOrganisation, lockOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { cancelUnwanted } from "./take";

/** Of one report. */
export const RECIPIENTS_MAX = 20;

export type RecipientsInput = {
  /** Null for the organisation's report. */
  departmentId: string | null;
  /** All of them; none: it is not mailed. */
  recipients: readonly string[];
};

/**
 * Sets who gets a report by mail from the next one that is stored. What waits for an address that is taken off is not
 * sent. Answers whose report it is. Throws `invalid` with the field, `not_found` for a department that is none.
 */
export async function setReportRecipients(
  ctx: Ctx,
  { departmentId, recipients }: RecipientsInput,
): Promise<{ name: string; recipients: string[] }> {
  assertAdmin(ctx.actor);
  const wanted = readAddresses(recipients);
  const ofIt =
    departmentId === null
      ? isNull(reportRecipients.departmentId)
      : eq(reportRecipients.departmentId, departmentId);
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const name = await nameOf({ ...ctx, db: tx }, departmentId);
    const there = await tx.select({ address: reportRecipients.address }).from(reportRecipients).where(ofIt);
    const before = there.map(({ address }) => address).sort();
    const added = wanted.filter((address) => !before.includes(address));
    await tx.delete(reportRecipients).where(and(ofIt, notInArray(reportRecipients.address, wanted)));
    if (added.length > 0) {
      const addedBy = ctx.actor.userId;
      const rows = added.map((address) => ({ id: newId(), departmentId, address, addedBy }));
      await tx.insert(reportRecipients).values(rows);
    }
    await cancelUnwanted(tx);
    if (before.join() !== wanted.join()) {
      await recordAct(tx, ctx.actor, {
        act: "report_recipients.set",
        subject: { kind: departmentId === null ? "organisation" : "department", id: departmentId, name },
        before: { recipients: before },
        after: { recipients: wanted },
      });
    }
    return { name, recipients: wanted };
  });
}

function readAddresses(recipients: readonly string[]): string[] {
  const given = [...new Set(recipients.map((one) => one.trim().toLowerCase()).filter(Boolean))].sort();
  const wrong = given.find((address) => !isAddress(address));
  if (wrong !== undefined) throw refuse(`“${wrong}” is no email address.`);
  if (given.length > RECIPIENTS_MAX) throw refuse(`Enter at most ${RECIPIENTS_MAX} email addresses.`);
  return given;
}

function refuse(sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field: "recipients" } });
}

async function nameOf({ db }: Ctx, departmentId: string | null): Promise<string> {
  if (departmentId === null) return (await findOrganisation(db))?.name ?? "";
  const [row] = isId(departmentId)
    ? await db
        .select({ name: departments.name })
        .from(departments)
        .where(eq(departments.id, departmentId))
        .for("share")
    : [];
  if (!row) throw new AppError("not_found", "This department does not exist any more. Reload the page.");
  return row.name;
}
