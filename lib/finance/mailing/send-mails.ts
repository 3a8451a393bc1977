import type { Conn } from "@/db/client";
import { reportMails } from "@/db/schema";
import { LEASE_MS, linkTo, sendDue } from "@/lib/deliveries";
import { sendMail } from "@/lib/mail";
import { findOrganisation } from "@/lib/org";
import { readAttachments } from "./attachments";
import { type TakenMail, takeMails } from "./take";
import { toMail } from "./words";

/**
 * Sends monthly reports to whom an admin has chosen, until none is due; answers how many the mail server has taken. Any
 * number of instances may call it at once: each report goes to each address once (docs/decisions/0027-alert-delivery.md).
 */
export function sendReportMails(db: Conn, { leaseMs = LEASE_MS } = {}): Promise<number> {
  return sendDue(db, reportMails, async () => {
    const taken = await takeMails(db, leaseMs);
    return taken.map((mail) => ({ ...mail, send: () => send(db, mail) }));
  });
}

async function send(db: Conn, mail: TakenMail): Promise<void> {
  const { files, ...attached } = await readAttachments(db, mail.reportId);
  const organisation = (await findOrganisation(db))?.name ?? "";
  const link = linkTo(`/admin/reports?${new URLSearchParams({ q: mail.name })}`);
  await sendMail({
    ...toMail({ ...mail, organisation, attached, link }),
    to: mail.recipient,
    messageId: mail.id,
    attachments: files.map(({ fileName, type, bytes }) => ({
      ...{ filename: fileName, content: bytes, contentType: type },
    })),
  });
}
