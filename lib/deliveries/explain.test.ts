import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { explain, isHopeless } from "./explain";

const said = (responseCode: number, code: string) => Object.assign(new Error("no"), { responseCode, code });

test.each([
  ["a refused mailbox", said(550, "EENVELOPE"), true],
  ["an address that is none", new AppError("invalid", "No address."), true],
  ["a busy server", said(451, "EENVELOPE"), false],
  ["no server at all", new AppError("conflict", "Mail is not set up."), false],
  ["a password that was changed", said(535, "EAUTH"), false],
  ["a password that is missing", said(530, "EENVELOPE"), false],
  ["a server that is away", Object.assign(new Error("no"), { code: "ECONNECTION" }), false],
])("%s: another try is hopeless or not", (_, error, hopeless) => {
  expect(isHopeless(error)).toBe(hopeless);
});

test("names SMTP_URL where the server wants another name or password", () => {
  for (const error of [said(535, "EAUTH"), said(530, "EENVELOPE")]) {
    expect(explain(error)).toBe("The mail server does not accept the name and password in SMTP_URL.");
  }
});
