import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { drawInTurn } from "./draw-in-turn";

const givenActor = (): Pick<Ctx, "actor"> => ({
  actor: { userId: newId(), role: "member", departmentId: null },
});

/** A drawing that is done when it is told so. */
function givenDrawing(begun: string[], name: string) {
  const told: { end?: () => void; fail?: () => void } = {};
  const done = new Promise<string>((resolve, reject) => {
    told.end = () => resolve(name);
    told.fail = () => reject(new Error(`${name} failed.`));
  });
  const draw = () => {
    begun.push(name);
    return done;
  };
  return { draw, end: () => told.end?.(), fail: () => told.fail?.() };
}

describe("drawInTurn", () => {
  test("draws one after the other, also after one that fails", async () => {
    const begun: string[] = [];
    const drawings = ["first", "second", "third"].map((name) => givenDrawing(begun, name));
    const asked = drawings.map(({ draw }) => drawInTurn(givenActor(), draw));
    const answers = Promise.allSettled(asked);
    await setImmediate();
    expect(begun).toEqual(["first"]);
    drawings[0]?.fail();
    await setImmediate();
    expect(begun).toEqual(["first", "second"]);
    for (const { end } of drawings) end();
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(begun).toEqual(["first", "second", "third"]);
  });

  test("lets nobody ask for more than two at once, and everybody together for eight", async () => {
    const begun: string[] = [];
    const mine = givenActor();
    const drawings = Array.from({ length: 8 }, (_, n) => givenDrawing(begun, `${n}`));
    const asked = drawings.map(({ draw }, n) => drawInTurn(n < 2 ? mine : givenActor(), draw));
    const never = async () => expect.unreachable();
    await expect(drawInTurn(mine, never)).rejects.toMatchObject({
      ...{ code: "rate_limited", message: expect.stringContaining("Your last PDFs") },
    });
    await expect(drawInTurn(givenActor(), never)).rejects.toMatchObject({
      ...{ code: "rate_limited", message: expect.stringContaining("Too many PDFs") },
    });
    for (const { end } of drawings) end();
    expect(await Promise.all(asked)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
    expect(await drawInTurn(mine, async () => "again")).toBe("again");
  });
});
