import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { createDepartment } from "@/lib/org";
import { auditVerify } from "./audit";

const own = useOwnDb();

test("audit verify prints the head, compares it with a noted one, and fails at the first row that does not fit", async () => {
  const run = (...args: string[]) => auditVerify.prepare(args)(own.db);
  expect(await run()).toEqual({ lines: ["rows 0", "The chain holds."] });
  const ctx = { db: own.db, actor: await makeMember(own.db, "admin") };
  for (const name of ["Research", "Sales", "Support"]) await createDepartment(ctx, { name });
  const { lines } = await run();
  expect(lines).toEqual(["rows 3", expect.stringMatching(/^head 3:[0-9a-f]{64}$/), "The chain holds."]);
  const head = lines[1]?.slice("head ".length) ?? "";
  expect((await run("--head", head)).failure).toBeUndefined();
  expect(await run("--head", head.replace(/^3/, "4"))).toMatchObject({
    failure: "The audit log is broken at #4: the log once had 4 rows.",
  });
  expect(() => auditVerify.prepare(["--head", "nonsense"])).toThrow(
    "--head is what an earlier audit verify printed",
  );

  await own.db.execute(sql`alter table audit_entries disable trigger audit_append_only`);
  await own.db.execute(sql`update audit_entries set subject_name = 'Nobody' where seq = 2`);
  expect(await run()).toMatchObject({
    lines: ["rows 1", expect.any(String)],
    failure: "The audit log is broken at #2: its content is not what was written.",
  });
});
