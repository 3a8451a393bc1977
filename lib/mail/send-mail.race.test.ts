import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { isAddress, isMailConfigured, sendMail } from ".";
import { startMailServer } from "./testing";

let server: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  server = await startMailServer();
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("MAIL_FROM", "Purser <purser@example.org>");
});

beforeEach(() => {
  server.mails.length = 0;
});

afterAll(() => server.close());

const mail = {
  to: "member@example.org",
  subject: "80% used",
  text: "One line.\nAnother – with ß.\n",
  messageId: "abc-1",
};

test("hands a mail to the server, with the id that it was given", async () => {
  expect(isMailConfigured()).toBe(true);
  await sendMail(mail);
  await sendMail(mail);
  const [first, second] = server.mails;
  expect(first?.to).toEqual(["member@example.org"]);
  expect(first?.header("from")).toBe("Purser <purser@example.org>");
  expect(first?.header("subject")).toBe("80% used");
  expect(first?.header("message-id")).toBe("<abc-1@example.org>");
  expect(second?.header("message-id")).toBe(first?.header("message-id"));
});

test("no text becomes a header", async () => {
  const subject = "Budget\r\nBcc: thief@example.org\r\n\r\nAnother body\u2028X-Own: 1";
  await sendMail({ ...mail, subject, messageId: "a>\r\nX-Own: 1" });
  const [received] = server.mails;
  expect(received?.to).toEqual(["member@example.org"]);
  expect(received?.header("bcc")).toBeUndefined();
  expect(received?.header("x-own")).toBeUndefined();
  expect(received?.header("message-id")).toBe("<aX-Own1@example.org>");
});

test.each([
  "",
  "member",
  "a@b@c",
  "Member <member@example.org>",
  "member@example.org, thief@example.org",
  "member@example.org\r\nBcc: thief@example.org",
  "member@example.org\0",
])("%j is no address to send to", async (to) => {
  expect(isAddress(to)).toBe(false);
  await expect(sendMail({ ...mail, to })).rejects.toMatchObject({ code: "invalid" });
  expect(server.mails).toEqual([]);
});

test("tells the code of a server that does not take it", async () => {
  server.refused.add("gone@example.org");
  await expect(sendMail({ ...mail, to: "gone@example.org" })).rejects.toMatchObject({ responseCode: 550 });
});
