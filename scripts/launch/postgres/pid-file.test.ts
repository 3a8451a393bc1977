import { describe, expect, test } from "vitest";
import { parsePidFile } from "./pid-file";

describe("parsePidFile", () => {
  test("reads process, directory and port", () => {
    const text = "4804\n/srv/purser/postgres\n1795317072\n54329\n\n127.0.0.1\n  1234567    65536\nready   \n";
    expect(parsePidFile(text)).toEqual({ pid: 4804, directory: "/srv/purser/postgres", port: 54329 });
  });

  test.each(["", "4804\n", "4804\n/srv/purser\n1795317072\n", "-5\n/srv\n1\n5432\n", "x\n/srv\n1\n5432\n"])(
    "takes an incomplete file for none: %j",
    (text) => {
      expect(parsePidFile(text)).toBeNull();
    },
  );
});
