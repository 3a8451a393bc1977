import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { readShares } from "./shares";

const departmentId = newId();
const read = (typed: string) => readShares({ [`share-${departmentId}`]: typed })[0]?.basisPoints;

describe("readShares", () => {
  test.each([
    ["", 0],
    ["0", 0],
    [" 12.5 ", 1_250],
    ["12,05 %", 1_205],
    ["0.29", 29],
    ["100", 10_000],
  ])("reads %j as %d hundredths of a percent", (typed, basisPoints) => {
    expect(read(typed)).toBe(basisPoints);
  });

  test.each(["100.01", "-1", "1e2", "12.345", "a lot", "=1"])("refuses %j, by its field", (typed) => {
    const refused = expect.objectContaining({ code: "invalid", details: { field: `share-${departmentId}` } });
    expect(() => read(typed)).toThrow(refused);
  });

  test("leaves out what is no share", () => {
    expect(readShares({ $ACTION_ID_1: "", "share-nonsense": "5", confirmed: "yes" })).toEqual([]);
  });
});
