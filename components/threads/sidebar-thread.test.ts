import { describe, expect, test } from "vitest";
import { groupOf, inGroups, mergePages, type SidebarThread, toSidebarThread } from "./sidebar-thread";

function row(id: string, lastActivityMs: number, group = "Today"): SidebarThread {
  return { id, title: id, cost: "$0.00", costIsExact: true, running: false, group, lastActivityMs };
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

describe("mergePages", () => {
  test("keeps a thread that newer ones pushed off the first page", () => {
    const merged = mergePages([row("c", 3), row("b", 2)], [row("b", 1), row("a", 1), row("z", 0)]);
    expect(merged.map((thread) => thread.id)).toEqual(["c", "b", "a", "z"]);
    expect(merged[1]?.lastActivityMs).toBe(2);
  });
});

describe("inGroups", () => {
  test("keeps the order of groups and threads", () => {
    const groups = inGroups([row("a", 3, "Today"), row("b", 2, "Today"), row("c", 1, "October")]);
    expect(groups.map((group) => [group.label, group.threads.map((thread) => thread.id)])).toEqual([
      ["Today", ["a", "b"]],
      ["October", ["c"]],
    ]);
  });
});
