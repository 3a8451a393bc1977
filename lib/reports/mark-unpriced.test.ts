import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import type { Ctx } from "@/lib/org/types";
import type { CostsInput } from "./cost-types";
import { getCosts } from "./get-costs";
import { markUnpriced } from "./mark-unpriced";
import { bookCall, bookUnpriced } from "./testing/calls";
import { givenMember } from "./testing/rows";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);

const timeZone = "Europe/Warsaw";
const now = new Date("2026-11-22T12:00:00Z");
const range = { preset: "custom", from: "2026-11-01", to: "2026-11-22" } as const;

/** Eleven models: ten priced, the tenth of them beside a free call; and one of which nobody knows the price. */
async function givenModels(tx: Conn) {
  const admin = await givenMember(tx, "Owner", "owner");
  const member = await givenMember(tx, "Member 07");
  const call = { timeZone, at: new Date("2026-11-10T12:00:00Z"), userId: member.actor.userId };
  for (let n = 0; n < 10; n++)
    await bookCall(tx, { ...call, model: `model-${n}`, costPicoUsd: 100n - BigInt(n) });
  await bookUnpriced(tx, { ...call, model: "model-0", at: new Date("2026-11-12T12:00:00Z") });
  await bookUnpriced(tx, { ...call, model: "mystery" });
  await bookUnpriced(tx, { ...call, model: "mystery", userId: admin.actor.userId, purpose: "title" });
  return { admin, member };
}

async function read(admin: Ctx, input: Pick<CostsInput, "group"> & Partial<CostsInput>) {
  const asked = { range, granularity: "day", now, timeZone, ...input } as const;
  return markUnpriced(admin, await getCosts(admin, asked), input.filters);
}

describe("markUnpriced", () => {
  test("counts what has no price in every group, bar and the sum of all, and names the models", () =>
    inOwn(async (tx) => {
      const { admin, member } = await givenModels(tx);
      const { costs, unpriced } = await read(admin, { group: "member" });
      expect(unpriced).toEqual([
        { provider: "test", model: "mystery", calls: 2 },
        { provider: "test", model: "model-0", calls: 1 },
      ]);
      expect(costs.total).toMatchObject({ calls: 13, unpriced: 3 });
      const { userId } = member.actor;
      expect(costs.keys).toMatchObject([
        { key: userId, calls: 12, unpriced: 2 },
        { key: admin.actor.userId, calls: 1, unpriced: 1, costPicoUsd: 0n },
      ]);
      const pieces = costs.pieces.filter(({ key }) => key === userId);
      expect(pieces).toMatchObject([
        { bucket: "2026-11-10", calls: 11, unpriced: 1 },
        { bucket: "2026-11-12", calls: 1, unpriced: 1 },
      ]);
    }));

  test("counts it in the others, where the groups beyond the dearest nine are", () =>
    inOwn(async (tx) => {
      const { admin } = await givenModels(tx);
      const { costs } = await read(admin, { group: "model", granularity: "month" });
      expect(costs.keys.map(({ key, unpriced }) => [key, unpriced]).slice(0, 2)).toEqual([
        ["test/model-0", 1],
        ["test/model-1", 0],
      ]);
      expect(costs.keys.at(-1)).toMatchObject({ key: "*", calls: 3, unpriced: 2 });
      expect(costs.pieces.find(({ key }) => key === "*")).toMatchObject({ calls: 3, unpriced: 2 });
    }));

  test("counts it in the parts of groups, in the chart of both, and in what a file divides", () =>
    inOwn(async (tx) => {
      const { admin, member } = await givenModels(tx);
      const both = { group: "member", subgroup: "model", granularity: "month" } as const;
      const { costs } = await read(admin, both);
      const [first, second] = costs.keys;
      expect(first?.parts.find(({ key }) => key === "test/model-0")).toMatchObject({ calls: 2, unpriced: 1 });
      expect(first?.parts.at(-1)).toMatchObject({ key: "*", calls: 2, unpriced: 1 });
      expect(second?.parts).toMatchObject([{ key: "test/mystery", calls: 1, unpriced: 1, costPicoUsd: 0n }]);
      const own = `${member.actor.userId}\ntest/model-0`;
      const { keys = [], pieces = [] } = costs.combinations ?? {};
      expect(keys.find(({ key }) => key === own)).toMatchObject({ unpriced: 1 });
      expect(keys.at(-1)).toMatchObject({ key: "*", calls: 3, unpriced: 2 });
      expect(pieces.find(({ key }) => key === "*")).toMatchObject({ unpriced: 2 });
      const { costs: file } = await read(admin, { ...both, divides: true });
      const counts = file.divided?.filter(({ unpriced }) => unpriced !== 0);
      expect(counts?.map(({ groupKey, partKey, unpriced }) => [groupKey, partKey, unpriced])).toEqual(
        expect.arrayContaining([
          [member.actor.userId, "test/model-0", 1],
          [member.actor.userId, "*", 1],
          [admin.actor.userId, "test/mystery", 1],
        ]),
      );
    }));

  test("narrows to what the costs are filtered by, and is for admins", () =>
    inOwn(async (tx) => {
      const { admin, member } = await givenModels(tx);
      const { costs, unpriced } = await read(admin, { group: "plan", filters: { purpose: ["title"] } });
      expect(unpriced).toEqual([{ provider: "test", model: "mystery", calls: 1 }]);
      expect(costs.keys).toMatchObject([{ key: "", calls: 1, unpriced: 1 }]);
      await expect(markUnpriced(member, costs)).rejects.toMatchObject({ code: "not_found" });
    }));
});
