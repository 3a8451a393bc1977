import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { mostOf, stopForecast } from "./stopped-forecast";

type Standing = Parameters<typeof mostOf>[0][number];

const standing = (change: Partial<Standing> & { usd: string; used: string }): Standing => ({
  ...{ scope: "member", unit: "usd", onLimit: "block", period: "month" },
  limit: parseUsd(change.usd),
  effectiveLimit: parseUsd(change.usd),
  spent: parseUsd(change.used),
  resetsAt: new Date("2026-11-30T23:00:00Z"),
  ...change,
});

const month = { spent: parseUsd("12"), lastDay: "2026-11-30", timeZone: "Europe/Warsaw" };
const most = (...standings: Standing[]) => mostOf(standings, month);

describe("the most that a month can cost", () => {
  test("is what the tightest of the stopping budgets leaves", () => {
    const own = standing({ usd: "20", used: "12" });
    expect(most(own)).toBe(parseUsd("20"));
    expect(most(own, standing({ scope: "org", usd: "400", used: "397" }))).toBe(parseUsd("15"));
    expect(most(own, standing({ effectiveLimit: parseUsd("14"), usd: "9", used: "12" }))).toBe(
      parseUsd("14"),
    );
    expect(most(standing({ usd: "10", used: "12" }))).toBe(parseUsd("12"));
  });

  test("is open where nothing stops all calls", () => {
    expect(most()).toBeNull();
    expect(most(standing({ onLimit: "notify", usd: "9", used: "12" }))).toBeNull();
    expect(most(standing({ onLimit: "downgrade", usd: "9", used: "12" }))).toBeNull();
    expect(most(standing({ scope: "thread", usd: "9", used: "1" }))).toBeNull();
    expect(most(standing({ unit: "messages", limit: 3n, usd: "9", used: "1" }))).toBeNull();
  });

  test("counts budgets of days and weeks as often as they begin anew", () => {
    const day = {
      period: "day",
      resetsAt: new Date("2026-11-23T23:00:00Z"),
      usd: "1",
      used: "0.25",
    } as const;
    expect(most(standing(day))).toBe(parseUsd("19.75"));
    const week = { ...day, period: "week", resetsAt: new Date("2026-11-29T23:00:00Z") } as const;
    expect(most(standing(week))).toBe(parseUsd("13.75"));
    expect(most(standing({ ...day, resetsAt: month30 }))).toBe(parseUsd("12.75"));
    expect(most(standing({ ...day, period: "total", resetsAt: null }))).toBe(parseUsd("12.75"));
  });
});

const month30 = new Date("2026-11-30T23:00:00Z");

describe("a forecast", () => {
  const forecast = ["14", "18", "22", "26"].map((usd, n) => ({
    day: `2026-11-${23 + n}`,
    expectedPicoUsd: parseUsd(usd),
    lowPicoUsd: parseUsd(usd) - parseUsd("1"),
    highPicoUsd: parseUsd(usd) + parseUsd("1"),
  }));

  test("never goes beyond what a budget lets through, and tells the day that it stops", () => {
    for (const limit of ["12", "14.5", "20", "25.5", "30"]) {
      const cap = parseUsd(limit);
      const { days, stopsOn } = stopForecast(forecast, cap);
      for (const { lowPicoUsd, expectedPicoUsd, highPicoUsd } of days) {
        expect(lowPicoUsd <= expectedPicoUsd && expectedPicoUsd <= highPicoUsd && highPicoUsd <= cap).toBe(
          true,
        );
      }
      expect(stopsOn).toBe(forecast.find(({ expectedPicoUsd }) => expectedPicoUsd > cap)?.day ?? null);
    }
    expect(stopForecast(forecast, parseUsd("20"))).toMatchObject({ stopsOn: "2026-11-25", mayStop: true });
    expect(stopForecast(forecast, parseUsd("26.5"))).toMatchObject({ stopsOn: null, mayStop: true });
  });

  test("is as it is where nothing stops it", () => {
    expect(stopForecast(forecast, null)).toEqual({ days: forecast, stopsOn: null, mayStop: false });
    expect(stopForecast(forecast, parseUsd("27"))).toMatchObject({ days: forecast, mayStop: false });
  });
});
