import { describe, expect, test } from "vitest";
import { percentile, spreadOf } from "./percentiles";
import { listTree, parsePsTime, parseStat, readCpuMs, readMemory } from "./processes";

describe("percentile", () => {
  test("is a value that was measured, never one in between", () => {
    expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ p50: 3, p95: 5 });
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        0.95,
      ),
    ).toBe(95);
    expect(percentile([7], 0.5)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe("a process", () => {
  test("is read from /proc, also when its name has spaces and brackets", () => {
    const stat = "42 (next-server (v1) x) S 7 42 42 0 -1 4194304 9 0 0 0 150 25 3 2 20 0 11 0 5 1 1";
    expect(parseStat(stat, "next-server\0--port\0")).toEqual({
      pid: 42,
      parentPid: 7,
      cpuMs: 1_800,
      command: "next-server --port",
    });
  });

  test("is timed by ps in minutes, hours and days", () => {
    expect(parsePsTime("3:07.52")).toBe(187_520);
    expect(parsePsTime("01:02:03")).toBe(3_723_000);
    expect(parsePsTime("1-00:00:01")).toBe(86_401_000);
  });

  test("uses time and memory, and so does this one", () => {
    expect(listTree(process.pid).map(({ pid }) => pid)).toContain(process.pid);
    expect(readCpuMs(process.pid)).toBeGreaterThan(0);
    expect(readMemory(process.pid).residentBytes).toBeGreaterThan(1e6);
  });
});
