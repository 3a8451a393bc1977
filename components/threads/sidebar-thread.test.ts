import { describe, expect, test } from "vitest";
import { NO_CHANGES } from "./changes";
import { arrange, groupOf, inGroups, type SidebarThread, toSidebarThread } from "./sidebar-thread";

function row(id: string, lastActivityMs: number, other: Partial<SidebarThread> = {}): SidebarThread {
  const flags = { running: false, unread: false, pinned: false, archived: false, categoryId: null };
  const words = { id, title: id, cost: "$0.00", costIsExact: true, group: "Today" };
  return { ...words, ...flags, lastActivityMs, ...other };
}

describe("groupOf", () => {
  const warsaw = { now: new Date("2026-11-22T08:00:00Z"), timeZone: "Europe/Warsaw" };

  test.each([
    ["2026-11-21T23:30:00Z", "Today"],
    ["2026-11-21T22:30:00Z", "Yesterday"],
    ["2026-11-20T12:00:00Z", "Previous 7 days"],
    ["2026-11-15T00:00:00Z", "Previous 7 days"],
    ["2026-11-14T12:00:00Z", "November"],
    ["2026-10-02T12:00:00Z", "October"],
    ["2025-12-31T12:00:00Z", "December 2025"],
    ["2026-11-23T12:00:00Z", "Today"],
  ])("puts %s under %s", (instant, group) => {
    expect(groupOf(new Date(instant), warsaw)).toBe(group);
  });

  test("depends on the zone, not on the machine", () => {
    const at = new Date("2026-11-22T04:00:00Z");
    expect(groupOf(at, { ...warsaw, timeZone: "America/New_York" })).toBe("Yesterday");
    expect(groupOf(at, { ...warsaw, timeZone: "Asia/Tokyo" })).toBe("Today");
  });

  test("counts the day of 25 hours as one day", () => {
    const place = { now: new Date("2026-10-26T00:30:00Z"), timeZone: "Europe/Warsaw" };
    expect(groupOf(new Date("2026-10-24T22:30:00Z"), place)).toBe("Yesterday");
    expect(groupOf(new Date("2026-10-24T21:30:00Z"), place)).toBe("Previous 7 days");
  });

  test("counts the day of 23 hours as one day", () => {
    const place = { now: new Date("2026-03-29T22:30:00Z"), timeZone: "Europe/Warsaw" };
    expect(groupOf(new Date("2026-03-28T23:30:00Z"), place)).toBe("Yesterday");
  });
});

describe("toSidebarThread", () => {
  test("marks an amount that is not exact", () => {
    const at = new Date("2026-11-22T08:00:00Z");
    const item = {
      id: "a",
      title: "",
      lastActivityAt: at,
      ...{ pinned: false, archived: false, categoryId: null, unread: false },
      costPicoUsd: 420_000_000_000n,
      costIsExact: false,
      running: true,
    };
    expect(toSidebarThread(item, { now: at, timeZone: "UTC" })).toMatchObject({
      title: "New thread",
      cost: "≈ $0.42",
      group: "Today",
    });
  });
});

describe("arrange", () => {
  const page = {
    pinned: [row("p", 1, { pinned: true }), row("q", 9, { pinned: true })],
    threads: [row("c", 3), row("b", 2)],
    nextCursor: null,
  };
  const nothing = { underWay: NO_CHANGES, settled: NO_CHANGES };
  const order = (...args: Parameters<typeof arrange>) => arrange(...args).map(({ id }) => id);

  test("puts pinned threads on top as the server orders them, the others by activity", () => {
    expect(order(page, [], nothing)).toEqual(["p", "q", "c", "b"]);
  });

  test("keeps a thread that newer ones pushed off the first page, and what was sent anew of the others", () => {
    const rows = arrange(page, [row("b", 1), row("a", 1), row("z", 0)], nothing);
    expect(rows.map(({ id }) => id)).toEqual(["p", "q", "c", "b", "a", "z"]);
    expect(rows[3]?.lastActivityMs).toBe(2);
  });

  test("shows what is under way: pinned on top of all, unpinned among the others, archived and deleted not at all", () => {
    const underWay = new Map([
      ["b", { pinned: true }],
      ["q", { pinned: false }],
      ["c", { archived: true }],
    ]);
    expect(order(page, [], { ...nothing, underWay })).toEqual(["b", "p", "q"]);
    expect(order(page, [], { ...nothing, underWay: new Map([["p", { gone: true }]]) })).toEqual([
      "q",
      "c",
      "b",
    ]);
  });

  test("remembers what was done to rows that are not sent anew, and to no other", () => {
    const settled = new Map([
      ["a", { gone: true }],
      ["c", { gone: true }],
    ]);
    expect(order(page, [row("a", 1), row("z", 0)], { ...nothing, settled })).toEqual([
      "p",
      "q",
      "c",
      "b",
      "z",
    ]);
  });
});

describe("inGroups", () => {
  test("keeps the order of groups and threads, pinned ones in a group of their own", () => {
    const groups = inGroups([
      row("p", 3, { pinned: true }),
      row("a", 3),
      row("b", 2),
      row("c", 1, { group: "October" }),
    ]);
    expect(groups.map((group) => [group.label, group.threads.map((thread) => thread.id)])).toEqual([
      ["Pinned", ["p"]],
      ["Today", ["a", "b"]],
      ["October", ["c"]],
    ]);
  });
});
