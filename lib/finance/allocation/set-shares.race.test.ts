import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { departmentShares, organisations } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { createDepartment, deleteDepartment } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { setShares } from "..";

const own = useOwnDb(8);
const now = new Date("2026-11-22T12:00:00Z");
const PAIRS = 25;

beforeAll(async () => {
  await own.db.insert(organisations).values({ id: newId(), name: "Northwind" });
});

const admin = async (): Promise<Ctx> => ({ db: own.db, actor: await makeMember(own.db, "admin") });

/** Departments whose shares were taken back in a month, or that never had one. */
async function givenDepartments(ctx: Ctx, tookBackIn: string | null): Promise<string[]> {
  const made = [
    await createDepartment(ctx, { name: newId() }),
    await createDepartment(ctx, { name: newId() }),
    await createDepartment(ctx, { name: newId() }),
  ];
  const ids = made.map(({ departmentId }) => departmentId);
  const taken = { fromMonth: `${tookBackIn}-01`, basisPoints: 0, setBy: ctx.actor.userId };
  if (tookBackIn) {
    await own.db.insert(departmentShares).values(ids.map((departmentId) => ({ departmentId, ...taken })));
  }
  return ids;
}

describe("setShares", () => {
  test.each([null, "2026-11", "2026-05"])(
    "beside deleting the departments: each is gone or has its share, never both (taken back in %s)",
    async (tookBackIn) => {
      const ctx = await admin();
      for (let pair = 0; pair < PAIRS; pair++) {
        const ids = await givenDepartments(ctx, tookBackIn);
        // In both orders, so that two that lock one after the other would meet.
        const shares = (pair % 2 ? ids.toReversed() : ids).map((departmentId) => ({
          departmentId,
          basisPoints: 1,
        }));
        const [set, ...deleted] = await Promise.allSettled([
          setShares(ctx, { shares, now, timeZone: "UTC" }),
          ...ids.map((departmentId) => deleteDepartment(ctx, { departmentId })),
        ]);
        const codeOf = (one: PromiseSettledResult<unknown> | undefined) =>
          one?.status === "rejected" ? (one.reason.code ?? String(one.reason)) : "done";
        const gone = deleted.map(codeOf);
        if (codeOf(set) === "done") expect(gone).toEqual(["conflict", "conflict", "conflict"]);
        else expect([codeOf(set), gone.includes("done")]).toEqual(["not_found", true]);
        // What is left has no share that the next round would add to.
        await own.db.delete(departmentShares);
      }
    },
  );

  test("does not know a department that is none", async () => {
    const shares = [{ departmentId: "nonsense", basisPoints: 1 }];
    await expect(setShares(await admin(), { shares, now, timeZone: "UTC" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
