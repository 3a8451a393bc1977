import { describe, expect, test } from "vitest";
import { hrefOf, readAddress, type SearchParams, searchOf, shownPer } from "./address";
import { toggled } from "./filters";

const clock = { now: new Date("2026-11-22T23:30:00Z"), timeZone: "Europe/Warsaw" };
const read = (params: SearchParams = {}) => readAddress(params, clock);
const ID = "01980000-0000-7000-8000-0000000000ab";
const fromSearch = (search: string) => {
  const query = new URLSearchParams(search);
  const params: SearchParams = {};
  for (const name of query.keys()) params[name] = query.getAll(name);
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value) && value.length === 1) params[name] = value[0];
  }
  return params;
};

describe("readAddress", () => {
  test("shows thirty days by model, on the organisation's clock, where nothing is said", () => {
    const { address, range, granularity, problem } = read();
    expect(range).toMatchObject({ from: "2026-10-25", to: "2026-11-23", days: 30 });
    expect(address).toMatchObject({ by: "model", second: undefined, filters: {}, rule: "robust" });
    expect({ granularity, problem }).toEqual({ granularity: "day", problem: null });
    expect(hrefOf(address)).toBe("/admin/costs");
  });

  test("reads back all that it writes", () => {
    const given = {
      ...{ range: "custom", from: "2026-01-01", to: "2026-03-31", per: "week", by: "member", second: "plan" },
      ...{
        compare: "1",
        department: ["", ID],
        model: ["a b&c=d"],
        rule: "two_deviations",
        as: "table",
        q: "Ann & Bo",
      },
      after: "-12~01234567-89ab-cdef-0123-456789abcdef",
    };
    const first = read(given);
    expect(first.problem).toBeNull();
    const second = read(fromSearch(searchOf(first.address)));
    expect(second).toEqual(first);
    expect(second.address.filters).toEqual({ department: ["", ID], model: ["a b&c=d"] });
  });

  test("takes an id in capitals for the same id, and leaves names as they are", () => {
    const filters = { member: [ID], plan: [ID], model: ["compatible/House-A"] };
    const { address } = read({
      member: [ID.toUpperCase(), ID],
      plan: ID.toUpperCase(),
      model: filters.model,
    });
    expect(address.filters).toEqual(filters);
  });

  test("turns a month of an old address into its days", () => {
    expect(read({ month: "2026-02" }).range).toMatchObject({ from: "2026-02-01", to: "2026-02-28" });
    expect(read({ month: "2026-11" }).range).toMatchObject({ preset: "30d" });
  });

  test.each<[SearchParams, RegExp]>([
    [{ range: "fortnight" }, /^The range in the address is unknown: the last 30 days are shown\.$/],
    [{ range: ["7d", "30d"] }, /unknown/],
    [{ range: "custom" }, /^Choose days such as 2026-11-22\. Until then the last 30 days are shown\.$/],
    [{ from: "2026-02-30", to: "2026-03-01" }, /^Choose days such as/],
    [{ from: "2026-03-02", to: "2026-03-01" }, /^Choose a first day that has begun/],
    [{ from: "2027-03-02", to: "2027-03-03" }, /^Choose a first day that has begun/],
    [{ from: "1970-01-01", to: "2026-03-01" }, /^Choose at most 1,100 days/],
    [{ from: "0001-01-01", to: "2026-03-01" }, /^Choose days such as/],
  ])("shows thirty days and one sentence instead of the days %j", (params, sentence) => {
    const { range, problem, address } = read(params);
    expect(range).toMatchObject({ preset: "30d", days: 30 });
    expect(problem).toMatch(sentence);
    expect(hrefOf(address)).toBe("/admin/costs");
  });

  test("keeps days that it cannot show, so that they are corrected and not typed anew", () => {
    const days = { from: "2026-03-02", to: "2026-03-01" };
    expect(read({ range: "custom", ...days }).refusedDays).toEqual(days);
    expect(read({ range: "custom", from: "2026-02-30", to: "2026-03-01" }).refusedDays).toBeNull();
    expect(read({ range: "custom", from: "2026-03-01", to: "2026-03-02" }).refusedDays).toBeNull();
  });

  test.each<[SearchParams, string]>([
    [{ by: "colour" }, "by"],
    [{ by: ["model", "member"] }, "by"],
    [{ second: "'; drop table entries" }, "second"],
    [{ per: "hour" }, "per"],
    [{ rule: "three" }, "rule"],
    [{ as: "pie" }, "as"],
    [{ compare: "yes" }, "compare"],
    [{ after: ["x", "y"] }, "after"],
    [{ model: "\0" }, "model"],
    [{ model: "\ud800" }, "model"],
    [{ model: "x".repeat(201) }, "model"],
    [{ provider: Array.from({ length: 21 }, (_, n) => String(n)) }, "provider"],
    [{ member: "xx" }, "member"],
    [{ department: [ID, "xx"] }, "department"],
    [{ plan: `${ID}0` }, "plan"],
    [{ assistant: "*" }, "assistant"],
  ])("leaves out what is wrong in %j and names it", (params, name) => {
    const { problem, address } = read(params);
    expect(problem).toBe(
      `“${name}” in this address is not understood: the page is shown without it${name === "after" ? ", from its beginning" : ""}.`,
    );
    expect(read(fromSearch(searchOf(address))).problem).toBeNull();
  });

  test("takes empty fields of a form for none, and an empty filter for what has none", () => {
    const { address, problem } = read({ by: "", second: "", per: "", from: "", to: "", plan: "" });
    expect({ by: address.by, filters: address.filters, problem }).toEqual({
      ...{ by: "model", filters: { plan: [""] }, problem: null },
    });
  });

  test("has no second group that is the first one", () => {
    expect(read({ by: "member", second: "member" }).address.second).toBeUndefined();
  });

  test("chooses bars that can be told apart", () => {
    const per = (range: string) => read({ range }).granularity;
    expect([per("7d"), per("30d"), per("12m")]).toEqual(["day", "day", "month"]);
    expect(read({ from: "2026-06-01", to: "2026-09-01" }).granularity).toBe("week");
    expect(read({ range: "12m", per: "day" }).granularity).toBe("day");
  });
});

test("a filter is added, taken away, and gone with its last key", () => {
  expect(toggled({}, "model", "a")).toEqual({ model: ["a"] });
  expect(toggled({ model: ["a"] }, "model", "b")).toEqual({ model: ["a", "b"] });
  expect(toggled({ model: ["a", "b"] }, "model", "a")).toEqual({ model: ["b"] });
  expect(toggled({ model: ["b"] }, "model", "b")).toEqual({ model: undefined });
});

describe("shownPer", () => {
  test("shows what the address asks for, and more than 400 days by week, with a sentence", () => {
    const shown = (params: SearchParams) => shownPer(read({ range: "custom", to: "2026-11-23", ...params }));
    expect(shown({ from: "2025-10-20", per: "day" })).toEqual({ granularity: "day", note: null });
    expect(shown({ from: "2025-10-19", per: "day" })).toEqual({
      granularity: "week",
      note: "More than 400 days are shown by week. The CSV file has each day.",
    });
    expect(shown({ from: "2026-05-08", per: "day", second: "plan" })).toMatchObject({ granularity: "day" });
    expect(shown({ from: "2026-05-07", per: "day", second: "plan" })).toEqual({
      granularity: "week",
      note: "More than 200 days of two groups are shown by week. The CSV file has each day.",
    });
    expect(shown({ from: "2026-05-07", per: "day", model: "openai/gpt-4o" })).toMatchObject({
      granularity: "day",
    });
    expect(shown({ from: "2026-05-07", per: "day", provider: "openai" })).toEqual({
      granularity: "week",
      note: "More than 200 days under a filter are shown by week. The CSV file has each day.",
    });
    expect(shown({ from: "2025-10-19", per: "month" })).toEqual({ granularity: "month", note: null });
    expect(shown({ from: "2025-10-19" })).toEqual({ granularity: "month", note: null });
  });
});
