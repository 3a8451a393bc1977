import { expect, test } from "vitest";
import { dayHref, memberHref } from "@/components/admin/diagnostics/links";
import { readAddress } from "../costs/address";

const CLOCK = { now: new Date("2026-11-23T12:00:00Z"), timeZone: "Europe/Berlin" };
const memberId = "0190a1b2-0000-7000-8000-000000000007";
const call = { day: "2026-11-02", memberId, provider: "openai", model: "house & co/large" };

test("an answer leads to its member's day on its model, as the page of costs reads it", () => {
  const { searchParams, pathname } = new URL(dayHref(call), "http://localhost");
  expect(pathname).toBe("/admin/costs");
  const { address, range, problem } = readAddress(Object.fromEntries(searchParams), CLOCK);
  expect(problem).toBeNull();
  expect(range).toMatchObject({ from: "2026-11-02", to: "2026-11-02", days: 1 });
  expect(address.filters).toEqual({ member: [memberId], model: ["openai/house & co/large"] });
});

test("a name leads to the member in the month of the answer", () => {
  expect(memberHref(call)).toBe(`/admin/members/${memberId}?month=2026-11`);
});
