import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { closeDb } from "@/db/client";
import { definePublicAction } from "./action";
import { AppError } from "./errors";
import { log } from "./log";

beforeAll(() => {
  process.env.DATABASE_URL = inject("databaseUrl");
  log.level = "silent";
});
afterAll(closeDb);

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

const double = definePublicAction(
  z.object({ count: z.coerce.number("Enter a number.") }),
  async (_ctx, { count }) => {
    if (count === 13) throw new AppError("conflict", "Not that one.", { details: { field: "count" } });
    if (count === 14) throw new Error("secret detail");
    return count * 2;
  },
);

describe("definePublicAction", () => {
  test("takes an object, a form, and a form after a previous result", async () => {
    expect(await double({ count: 2 })).toEqual({ ok: true, data: 4 });
    expect(await double(form({ count: "3", $ACTION_ID_x: "" }))).toEqual({ ok: true, data: 6 });
    expect(await double(null, form({ count: "4" }))).toEqual({ ok: true, data: 8 });
  });

  test("names the field that is wrong and echoes nothing", async () => {
    expect(await double(form({ count: "many" }))).toEqual({
      ok: false,
      code: "invalid",
      message: "Enter a number.",
      fields: { count: "Enter a number." },
      details: {},
    });
  });

  test("passes an expected failure on with its field", async () => {
    expect(await double({ count: 13 })).toMatchObject({
      ok: false,
      code: "conflict",
      message: "Not that one.",
      fields: { count: "Not that one." },
    });
  });

  test("refuses what cannot be stored, however deep it lies", async () => {
    const echo = definePublicAction(z.unknown(), async (_ctx, input) => input);
    const circle: Record<string, unknown> = { ids: ["a/b"] };
    circle.self = circle;
    expect(await echo(circle)).toMatchObject({ ok: true });
    for (const input of ["a\0b", { text: "\0" }, { ids: ["a/b", "a/b\0c"] }, [{ "a\0": 1 }]]) {
      expect(await echo(input), JSON.stringify(input)).toMatchObject({
        code: "invalid",
        message: "The text has a character that cannot be stored: remove it and try again.",
      });
    }
  });

  test("says nothing about an unexpected one", async () => {
    const result = await double({ count: 14 });
    expect(result).toMatchObject({ ok: false, code: "server_error", fields: {} });
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});
