import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { listThreads } from "..";
import { exportThreads } from "./export";
import { fileNameOf } from "./file-name";
import { answer, exported, imported, question, threadFile } from "./testing";
import { withClosedFences } from "./write-markdown";

const db = useTestDb();

describe("an export as Markdown", () => {
  test("has what is shown, who said it, and model and cost under each answer", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const unknown = { model: null, status: "completed", inputTokens: null, outputTokens: null };
      const { facts } = answer("a", "q");
      const messages = [
        question("q", null, { text: "Why?" }),
        answer("hidden", "q", { shown: false }),
        answer("a", "q", { text: "Because:\n```ts\nopen()", facts: { ...facts, assistant: "Book*keeper" } }),
        question("q2", "a", { text: "# And?" }),
        answer("a2", "q2", { facts: { ...unknown, costUsd: null, certainty: "unpriced" } }),
      ];
      const totals = { messages: 4, tokens: 9, costUsd: "0.25", certainty: "estimated" };
      await imported(ctx, threadFile({ title: "*Plan* <b>", messages, totals }));
      const [thread] = (await listThreads(ctx)).threads;
      expect(await exported(ctx, "markdown", [thread?.id ?? ""])).toBe(`# \\*Plan\\* \\<b\\>

*1 March 2026, 10:00 · 4 messages · ≈ $0.25*

## You · 1 March 2026, 10:00

Why?

## Book\\*keeper · 1 March 2026, 10:00

Because:
\`\`\`ts
open()
\`\`\`

*gpt-4o-mini · 812 in, 120 out · $0.0004*

## You · 1 March 2026, 10:00

# And?

## Assistant · 1 March 2026, 10:00

Answer a2

*Unknown model · no price*
`);
    }));

  test("of everything has a heading for each thread, and says so where there is none", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      expect(await exported(ctx, "markdown")).toBe("# Threads\n");
      await imported(ctx, threadFile({ id: "1", title: "One" }, { id: "2", title: "Two" }));
      expect((await exported(ctx, "markdown")).match(/^## (?!You|gpt).*|^---$/gm)).toEqual([
        "## One",
        "---",
        "## Two",
      ]);
    }));

  test("of a stranger's thread, a missing one and too many is refused", () =>
    inTestTransaction(db, async (tx) => {
      const [ctx, other] = [
        { db: tx, actor: await makeMember(tx) },
        { db: tx, actor: await makeMember(tx) },
      ];
      await imported(other, threadFile({}));
      const [theirs] = (await listThreads(other)).threads;
      for (const id of [theirs?.id ?? "", "nonsense"]) {
        const asked = exportThreads(ctx, { format: "markdown", threadIds: [id] });
        await expect(asked).rejects.toMatchObject({ code: "not_found" });
      }
      const many = Array.from({ length: 101 }, (_, n) => `${n}`);
      for (const threadIds of [[], many]) {
        const asked = exportThreads(ctx, { format: "json", threadIds });
        await expect(asked).rejects.toMatchObject({ code: "invalid" });
      }
    }));
});

test.each([
  ["plain", "plain"],
  ["```\ncode\n```\nafter", "```\ncode\n```\nafter"],
  ["````md\n```\nx\n```", "````md\n```\nx\n```\n````"],
  ["~~~\n```", "~~~\n```\n~~~"],
  ["```a`b", "```a`b"],
])("withClosedFences of %j", (text, closed) => {
  expect(withClosedFences(text)).toBe(closed);
});

test.each([
  [["Offsite: plan/2"], "Offsite plan 2.md"],
  [["../../etc/passwd"], "etc passwd.md"],
  [["\u202egnp.exe\0"], "gnp.exe.md"],
  [["con"], "con_.md"],
  [["..."], "Purser threads 2026-11-22.md"],
  [["😀".repeat(100)], `${"😀".repeat(80)}.md`],
  [["One", "Two"], "Purser threads 2026-11-22.md"],
  [[], "Purser threads 2026-11-22.md"],
])("fileNameOf %j", (titles, name) => {
  const at = new Date("2026-11-22T12:00:00Z");
  expect(fileNameOf(titles, { ending: "md", at, timeZone: "UTC" })).toBe(name);
});
