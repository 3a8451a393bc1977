import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { categories, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { countArchived, countCategories } from "..";

const db = useTestDb();

test("threads are counted by category and in the archive, one's own alone", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx) };
    const other = { db: tx, actor: await makeMember(tx) };
    const { userId } = ctx.actor;
    const [work, empty] = [newId(), newId()];
    await tx.insert(categories).values([
      { id: work, userId, name: "Work", colour: "blue" },
      { id: empty, userId, name: "Empty", colour: "grey" },
    ]);
    const at = new Date();
    const make = (given: Partial<typeof threads.$inferInsert>) => ({ id: newId(), userId, ...given });
    await tx
      .insert(threads)
      .values([
        make({ categoryId: work }),
        make({ categoryId: work, archivedAt: at }),
        make({ archivedAt: at }),
        make({ categoryId: work, archivedAt: at, deletedAt: at }),
        make({ categoryId: work, archivedAt: at, temporary: true }),
        make({ userId: other.actor.userId, archivedAt: at }),
      ]);
    expect(await countCategories(ctx)).toEqual([
      { categoryId: empty, threads: 0 },
      { categoryId: work, threads: 2 },
    ]);
    expect(await countCategories(other)).toEqual([]);
    expect(await countArchived(ctx, { most: 100 })).toBe(2);
    expect(await countArchived(ctx, { most: 1 })).toBe(1);
  }));
