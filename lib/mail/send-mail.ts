import { createTransport, type Transporter } from "nodemailer";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";

const CONNECT_MS = 10_000;
/** Of a server in the middle of a mail: some look for viruses before they answer. */
const SILENCE_MS = 25_000;
/** All of it, also of a server that says something now and then and never ends: others wait to be sent. */
const WHOLE_MS = 4 * 60_000;
const SUBJECT_MAX = 200;
const ADDRESS = /^[^\s\p{C}<>@",;:()[\]\\]+@[^\s\p{C}<>@",;:()[\]\\]+$/u;
/** What ends a header's line somewhere, and what no subject needs. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

export type Mail = {
  /** One bare address. */
  to: string;
  subject: string;
  /** Plain text; lines end with \n. */
  text: string;
  /** Without brackets and without `@…`. The same one for the same mail, so that a repetition is known as one. */
  messageId: string;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
};

/** Whether mails can be sent at all. */
export function isMailConfigured(): boolean {
  const { SMTP_URL, MAIL_FROM } = getEnv();
  return Boolean(SMTP_URL && MAIL_FROM);
}

/** Whether a text is one bare address, and no header in disguise. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}

/**
 * Hands one text mail to the server of SMTP_URL; done when the server took it. Throws `conflict` where no server is set,
 * `invalid` where the address is none, `provider_failed` where it takes more than four minutes, and the server's own error where it does
 * not take the mail.
 */
export async function sendMail(
  { to, subject, text, messageId, attachments = [] }: Mail,
  wholeMs = WHOLE_MS,
): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = getEnv();
  if (!SMTP_URL || !MAIL_FROM) {
    throw new AppError("conflict", "Mail is not set up: set SMTP_URL and MAIL_FROM and start Purser again.");
  }
  if (!isAddress(to)) throw new AppError("invalid", "Enter an email address such as name@example.org.");
  const transport = openTransport(SMTP_URL);
  try {
    const sent = transport.sendMail({
      from: MAIL_FROM,
      to: { name: "", address: to },
      subject: subject.replace(CONTROLS, " ").trim().slice(0, SUBJECT_MAX),
      text,
      messageId: `<${messageId.replace(/[^\w.-]/g, "")}@${domainOf(MAIL_FROM)}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      attachments,
    });
    await within(wholeMs, sent);
  } finally {
    transport.close();
  }
}

async function within(wholeMs: number, sent: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new AppError("provider_failed", "The mail server did not take it in time.");
    timer = setTimeout(() => reject(error), wholeMs);
  });
  try {
    await Promise.race([sent, late]);
  } finally {
    clearTimeout(timer);
  }
}

function openTransport(url: string): Transporter {
  return createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A mail never reads a file or an address that its text names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function domainOf(from: string): string {
  return /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
}
