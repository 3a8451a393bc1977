import type { Conn } from "@/db/client";
import { reportMails } from "@/db/schema";
import { LEASE_MS, linkTo, sendDue } from "@/lib/deliveries";
import { sendMail } from "@/lib/mail";
import { findOrganisation } from "@/lib/org";
import { type Attachments, readAttachments } from "./attachments";
import { type TakenMail, takeMails } from "./take";
import { toMail } from "./words";

/**
 * Sends monthly reports to whom an admin has chosen, until none is due; answers how many the mail server has taken. Any
 * number of instances may call it at once: each revision goes to each address once, and again under the same id only where
 * a process died between the server's answer and the mark (docs/decisions/0027-alert-delivery.md).
 */
export function sendReportMails(db: Conn, { leaseMs = LEASE_MS } = {}): Promise<number> {
  // A report's mails come one after the other: its files are read once for them, and those of the mails before are let go.
  let read = new Map<string, Promise<Attachments>>();
  return sendDue(db, reportMails, async () => {
    const taken = await takeMails(db, leaseMs);
    read = new Map([...read].filter(([reportId]) => taken.some((mail) => mail.reportId === reportId)));
    return taken.map((mail) => ({ ...mail, send: () => send(db, mail, read) }));
  });
}

/** As once read; what could not be read is read again by the next mail. */
function readOnce(db: Conn, reportId: string, read: Map<string, Promise<Attachments>>): Promise<Attachments> {
  const found = read.get(reportId) ?? readAttachments(db, reportId);
  read.set(reportId, found);
  found.catch(() => read.delete(reportId));
  return found;
}

async function send(db: Conn, mail: TakenMail, read: Map<string, Promise<Attachments>>): Promise<void> {
  const { files, ...attached } = await readOnce(db, mail.reportId, read);
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
