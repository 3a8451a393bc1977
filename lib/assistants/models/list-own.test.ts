import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { plans, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { allowUnpriced, syncPrices } from "@/lib/pricing";
import { getQuote } from "../runs/quote";
import { listOwnModels } from "./list-own";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["house-a", "house-b", "gpt-4o-mini", "gpt-4.1-nano"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "";
  await syncPrices(db);
});
afterAll(() => upstream.close());

async function givenMemberWith(tx: Tx, models: string[] | null) {
  const actor = await makeMember(tx);
  const planId = newId();
  await tx.insert(plans).values({ id: planId, name: `Trial ${planId}`, models });
  await tx.update(users).set({ planId }).where(eq(users.id, actor.userId));
  return { db: tx, actor };
}

test.each([
  [null, ["gpt-4o-mini", "house-a", "gpt-4.1-nano"]],
  [
    ["house-a", "gpt-4.1-nano"],
    ["gpt-4.1-nano", "house-a"],
  ],
  [["house-a", "house-b"], ["house-a"]],
])("of a plan of %j, first stands what answers", (models, listed) =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    await allowUnpriced(admin, { provider: "compatible", model: "house-a" });
    const member = await givenMemberWith(tx, models);
    const own = await listOwnModels(member);
    expect(own.map(({ model }) => model)).toEqual(listed);
    expect(own[0]?.id).toBe((await getQuote(member, {})).modelId);
  }),
);
