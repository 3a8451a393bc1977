import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { assistants } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { archiveAssistants, restoreAssistant } from "..";

const db = useTestDb(24);
const ROUNDS = 15;
const EACH = 20;

test("assistants of the same makers, restored many at once and one by one, never wait in a circle", async () => {
  const ctx = { db, actor: await makeMember(db, "admin") };
  const [one, other] = [await makeMember(db), await makeMember(db)];
  const archivedAt = new Date();
  for (let round = 0; round < ROUNDS; round++) {
    const ids = Array.from({ length: 2 * EACH }, newId).toSorted();
    // The even ones begin with one maker and end with the other, the odd ones the other way round.
    const makerOf = (n: number) => ((n % 2 === 0) === n < EACH ? one : other);
    await db.insert(assistants).values(
      ids.map((id, n) => ({
        ...{ id, userId: makerOf(n).userId, name: `Assistant ${id}`, visibility: "everyone" as const },
        ...{ instructions: "Be brief.", instructionsTokens: 3, archivedAt },
      })),
    );
    const half = (rest: number) => ids.filter((_, n) => n % 2 === rest);
    await Promise.all([
      archiveAssistants(ctx, { assistantIds: half(0), isArchived: false }),
      archiveAssistants(ctx, { assistantIds: half(1).toReversed(), isArchived: false }),
      ...ids.slice(0, 6).map((assistantId) => restoreAssistant(ctx, { assistantId })),
    ]);
    for (const { userId } of [one, other]) {
      expect(await db.$count(assistants, eq(assistants.userId, userId))).toBe((round + 1) * EACH);
    }
    await db.update(assistants).set({ archivedAt }).where(inArray(assistants.id, ids));
  }
});
