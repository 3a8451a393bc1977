import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listThreads } from "@/lib/assistants";
import { addMember } from "@/lib/org";
import { openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openTemporaryDatabase, type TemporaryDatabase } from "../../db/testing/temporary-database";
import { findCommand } from ".";
import { memberCtx } from "./member-ctx";

let database: TemporaryDatabase;
let open: ReturnType<typeof openDb>;

beforeAll(async () => {
  database = await openTemporaryDatabase(inject("databaseUrl"), { name: "threads" });
  await migrateToLatest(database.url);
  open = openDb(database.url, 2);
  for (const [n, role] of [
    ["07", "owner"],
    ["08", "member"],
  ] as const) {
    const member = { name: `Member ${n}`, role, password: "a long pass phrase" };
    await addMember(open.db, { ...member, email: `member${n}@example.org` });
  }
});
afterAll(async () => {
  await open.close();
  await database.remove();
});

/** The command as it is typed, with a file on its standard input. */
function threads(words: string, input = "") {
  return spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/purser.ts", "threads", ...words.split(" ")],
    { encoding: "utf8", input, env: { ...process.env, DATABASE_URL: database.url } },
  );
}

const node = (id: string, parent: string | null, role: string) => ({
  [id]: { parent, message: { author: { role }, content: { content_type: "text", parts: [`${role} says`] } } },
});
const chat = (id: string) => ({
  id,
  title: id,
  mapping: { ...node("q", null, "user"), ...node("a", "q", "assistant") },
});

describe("threads import and export", () => {
  test("carry threads from a file to a member and on to another one", async () => {
    const file = JSON.stringify([chat("First"), { title: "Empty", mapping: {} }, chat("Second")]);
    expect(threads("import --user member07@example.org", file)).toMatchObject({
      ...{ status: 0, stderr: "" },
      stdout: "2 threads with 4 messages, 0 known, 1 left out\nThread 2: it has no messages.\n",
    });
    const exported = threads("export --user member07@example.org");
    expect(exported).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(exported.stdout).threads).toMatchObject([{ title: "First" }, { title: "Second" }]);
    expect(threads("import --user member08@example.org", exported.stdout)).toMatchObject({
      ...{ status: 0, stdout: "2 threads with 4 messages, 0 known, 0 left out\n" },
    });
    const other = await memberCtx(open.db, "member08@example.org");
    expect((await listThreads(other)).threads).toHaveLength(2);
  }, 90_000);

  test("end with one sentence where something is wrong", async () => {
    const words = ["threads", "export", "--user", "nobody@example.org"];
    const asked = findCommand(words)?.prepare(words.slice(2))(open.db);
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
    expect(() => findCommand(words)?.prepare(["--user", "a", "--format", "pdf"])).toThrow(
      "is one of json, markdown",
    );
    expect(threads("import --user member07@example.org", `[${JSON.stringify(chat("Third"))},`)).toMatchObject(
      {
        ...{ status: 1, stdout: "1 threads with 2 messages, 0 known, 0 left out\n" },
        stderr: "The file is not whole: it breaks off, or is damaged, before its end.\n",
      },
    );
  }, 90_000);
});
