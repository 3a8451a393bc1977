import { expect, test } from "vitest";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { createDepartment, deleteDepartment } from "@/lib/org";
import { assignMembers } from ".";

const db = useTestDb(24);
const ROUNDS = 30;

test("members move to a department or it is deleted, and whoever is late is told which", async () => {
  const ctx = { db, actor: await makeMember(db, "admin") };
  const people = [await makeMember(db), await makeMember(db), await makeMember(db)];
  const userIds = people.map(({ userId }) => userId);
  for (let round = 0; round < ROUNDS; round++) {
    const { departmentId } = await createDepartment(ctx, { name: `Race ${userIds[0]} ${round}` });
    const outcomes = await Promise.allSettled([
      assignMembers(ctx, { userIds, departmentId }),
      deleteDepartment(ctx, { departmentId }),
    ]);
    const codes = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect([["not_found"], ["conflict"]]).toContainEqual(codes);
    await assignMembers(ctx, { userIds, departmentId: null });
  }
});
