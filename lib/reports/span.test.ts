import { describe, expect, test } from "vitest";
import { readMonth, spanOf } from "./span";

describe("spanOf", () => {
  test("ends a current month today and a closed one on its last day", () => {
    const now = new Date("2026-11-03T12:00:00Z");
    expect(spanOf({ now, timeZone: "UTC" })).toMatchObject({
      month: "2026-11",
      today: "2026-11-03",
      days: ["2026-11-01", "2026-11-02", "2026-11-03"],
      firstDay: "2026-11-01",
      lastDay: "2026-11-30",
    });
    const closed = spanOf({ month: "2026-02", now, timeZone: "UTC" });
    expect(closed.today).toBeNull();
    expect(closed.days).toHaveLength(28);
  });

  test.each([
    ["Pacific/Apia", "2026-10-31T10:59:59Z", "2026-10-31"],
    ["Pacific/Apia", "2026-10-31T11:00:00Z", "2026-11-01"],
    ["Asia/Kathmandu", "2026-10-31T18:14:59Z", "2026-10-31"],
    ["Asia/Kathmandu", "2026-10-31T18:15:00Z", "2026-11-01"],
    ["Australia/Lord_Howe", "2026-03-31T12:59:59Z", "2026-03-31"],
    ["Australia/Lord_Howe", "2026-04-30T13:30:00Z", "2026-05-01"],
    ["Europe/Warsaw", "2026-03-31T21:59:59Z", "2026-03-31"],
    ["Europe/Warsaw", "2026-03-31T22:00:00Z", "2026-04-01"],
    ["Europe/Warsaw", "2026-10-31T22:59:59Z", "2026-10-31"],
    ["Europe/Warsaw", "2026-10-31T23:00:00Z", "2026-11-01"],
  ])("in %s the instant %s lies on %s", (timeZone, instant, day) => {
    const span = spanOf({ now: new Date(instant), timeZone });
    expect(span.today).toBe(day);
    expect(span.month).toBe(day.slice(0, 7));
  });

  test("refuses text that is no month and a month that has not begun", () => {
    const now = new Date("2026-11-22T12:00:00Z");
    for (const month of ["2026-13", "november", "", "2026-12", "2026-1"]) {
      expect(() => spanOf({ month, now, timeZone: "UTC" })).toThrow(
        expect.objectContaining({ code: "invalid" }),
      );
    }
  });
});

describe("readMonth", () => {
  test("takes earlier months and leaves everything else to the current one", () => {
    const clock = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };
    const read = ["2026-10", "2025-12", "2026-11", "2026-12", "2026-00", "x", undefined, ["2026-10"]];
    expect(read.map((text) => readMonth(text, clock))).toEqual([
      "2026-10",
      "2025-12",
      ...Array(6).fill(undefined),
    ]);
  });
});
