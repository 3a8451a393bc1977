import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { parseCursor, writeCursor } from "./cursor";

describe("cursor", () => {
  test("reads back the place it was written for", () => {
    const place = { costPicoUsd: 9_007_199_254_740_993n, userId: newId() };
    expect(parseCursor(writeCursor(place))).toEqual(place);
  });

  test("refuses text nobody wrote", () => {
    for (const text of ["", "1", "x~y", "1~' or true", `1.5~${newId()}`]) {
      expect(() => parseCursor(text)).toThrow(expect.objectContaining({ code: "invalid" }));
    }
  });
});
