import { beforeAll, describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import { listUsedModels } from "./list-used-models";
import { givenDay, givenMember } from "./testing/rows";

const own = useOwnDb();
beforeAll(() => syncPrices(own.db));

const CLOCK = { now: new Date("2026-06-15T12:00:00Z"), timeZone: "UTC" };
const offer = (model: string) => ({ id: `openai/${model}`, provider: "openai", model });

const asOwner = (check: (ctx: Ctx, tx: Conn) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => check(await givenMember(tx, "Owner", "owner"), tx));

describe("listUsedModels", () => {
  test("has what was used since the last month began, has a price and is not offered, the dearest first", () =>
    asOwner(async (ctx) => {
      await givenDay(ctx, { day: "2026-05-01", cost: 2n, model: "gpt-4o" });
      await givenDay(ctx, { day: "2026-06-15", cost: 3n, model: "gpt-4o-mini" });
      await givenDay(ctx, { day: "2026-06-14", cost: 9n, model: "o3" });
      await givenDay(ctx, { day: "2026-04-30", cost: 9n, model: "gpt-4" });
      await givenDay(ctx, { day: "2026-06-14", cost: 9n, model: "nobody-knows" });
      await givenDay(ctx, { day: "2026-06-14", cost: 9n, model: "demo-model", provider: "demo" });
      expect(
        await listUsedModels(ctx, {
          ...CLOCK,
          offered: [{ ...offer("o3"), id: "compatible/o3", provider: "compatible" }],
        }),
      ).toMatchObject([
        { ...offer("gpt-4o-mini"), isOffered: false, price: { inputPicoUsd: 150_000n } },
        { ...offer("gpt-4o"), isOffered: false },
      ]);
    }));

  test("does not exist for a member", () =>
    inTestTransaction(own.db, async (tx) => {
      const member = await givenMember(tx);
      await expect(listUsedModels(member, { ...CLOCK, offered: [] })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});
