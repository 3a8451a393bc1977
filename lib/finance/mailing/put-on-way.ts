import { eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { reportMails, reportRecipients } from "@/db/schema";

type Stored = { reportId: string; departmentId: string | null };

/**
 * Puts a report on its way to everybody who is to have it, in the transaction that stores it: so a mail exists exactly
 * when its report does. Who is taken off the list at this moment waits for the transaction to end.
 */
export async function putOnWay(tx: Tx, { reportId, departmentId }: Stored): Promise<void> {
  const ofIt =
    departmentId === null
      ? isNull(reportRecipients.departmentId)
      : eq(reportRecipients.departmentId, departmentId);
  const recipients = await tx
    .select({ recipient: reportRecipients.address })
    .from(reportRecipients)
    .where(ofIt)
    .for("share");
  if (recipients.length === 0) return;
  await tx
    .insert(reportMails)
    .values(recipients.map(({ recipient }) => ({ id: newId(), reportId, recipient })));
}
