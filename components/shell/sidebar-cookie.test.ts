import { expect, test } from "vitest";
import { parseSidebar, serializeSidebar } from "./sidebar-cookie";

const valueIn = (cookie: string) => /=([^;]*)/.exec(cookie)?.[1];

test.each([
  { width: 272, open: true },
  { width: 220, open: false },
  { width: 420, open: true },
])("%j comes back from the cookie as it was", (state) => {
  expect(parseSidebar(valueIn(serializeSidebar(state)))).toEqual(state);
});

test.each([undefined, "", "wide", "99999", "300;x", "-closed"])(
  "%j is as if there were no cookie",
  (cookie) => {
    expect(parseSidebar(cookie)).toEqual({ width: 272, open: true });
  },
);

test("a width stays within what is useful", () => {
  expect(parseSidebar("999-closed")).toEqual({ width: 420, open: false });
  expect(parseSidebar("100")).toEqual({ width: 220, open: true });
});
