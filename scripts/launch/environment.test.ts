import { describe, expect, test } from "vitest";
import { parseEnv } from "../../lib/env";
import { describeProblems } from "./environment";

describe("describeProblems", () => {
  test("lists every wrong setting at once", () => {
    const result = parseEnv({
      PORT: "70000",
      DATABASE_URL: "mysql://x",
      AUTH_SECRET: "short",
      LOG_LEVEL: "loud",
    });
    const text = result.ok ? "" : describeProblems(result.problems);
    expect(text.split("\n")).toEqual([
      "Purser cannot start, because 4 settings are wrong:",
      "  · PORT must be a port number between 1 and 65535.",
      "  · DATABASE_URL must be an address such as postgres://user:password@host:5432/purser.",
      "  · AUTH_SECRET must have at least 32 characters.",
      "  · LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.",
    ]);
  });
});
