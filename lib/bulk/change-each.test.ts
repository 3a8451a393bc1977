import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { departments } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { AppError } from "@/lib/errors";
import { changeEach } from ".";

const db = useTestDb();

const ids = Array.from({ length: 4 }, newId);
const [first = "", refused = "", unchanged = "", last = ""] = ids;

const named = async (tx: Conn) =>
  (await tx.select().from(departments).where(inArray(departments.id, ids))).map(({ id }) => id).toSorted();

async function add(tx: Conn, id: string): Promise<void> {
  await tx.insert(departments).values({ id, name: id });
}

test("of what is refused halfway nothing stays, and the others are done once each", () =>
  inTestTransaction(db, async (tx) => {
    const outcome = await changeEach({ db: tx }, [last, ...ids], async (inside, id) => {
      if (id === unchanged) return false;
      await add(inside.db, id);
      if (id === refused) throw new AppError("conflict", "Not this one.");
      return true;
    });
    expect(outcome).toEqual({ done: [first, last], refused: ["Not this one."] });
    expect(await named(tx)).toEqual([first, last]);
  }));

test("where all are refused it says why, and an unexpected failure leaves everything as it was", () =>
  inTestTransaction(db, async (tx) => {
    const refusing = changeEach({ db: tx }, ids, async (_, id) => {
      throw new AppError("conflict", `Not ${id}.`);
    });
    await expect(refusing).rejects.toMatchObject({ code: "conflict", message: `Not ${first}.` });
    const failing = changeEach({ db: tx }, ids, async (inside, id) => {
      if (id === last) throw new Error("A programmer's error.");
      await add(inside.db, id);
      return true;
    });
    await expect(failing).rejects.toThrow("A programmer's error.");
    expect(await named(tx)).toEqual([]);
  }));
