import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { to: string[]; raw: string; header: (name: string) => string | undefined };

/** A mail server that takes whatever comes, unless told otherwise, and keeps it. */
export async function startMailServer(): Promise<{
  url: string;
  mails: ReceivedMail[];
  /** Addresses that it refuses for good. */
  refused: Set<string>;
  /** Addresses that it does not take now. */
  busy: Set<string>;
  close: () => Promise<void>;
}> {
  const mails: ReceivedMail[] = [];
  const refused = new Set<string>();
  const busy = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      if (busy.has(address)) return done(Object.assign(new Error("Try later"), { responseCode: 451 }));
      if (!refused.has(address)) return done();
      done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      text(stream).then((raw) => {
        mails.push({ raw, to: session.envelope.rcptTo.map(({ address }) => address), header: headerIn(raw) });
        done();
      }, done);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = addressOf(server.server.address());
  const close = () => new Promise<void>((resolve) => server.close(resolve));
  return { url: `smtp://127.0.0.1:${port}`, mails, refused, busy, close };
}

function headerIn(raw: string) {
  const [head = ""] = raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return (name: string) =>
    lines.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))?.slice(name.length + 2);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (typeof address !== "object" || address === null) throw new Error("The server does not listen.");
  return address;
}
