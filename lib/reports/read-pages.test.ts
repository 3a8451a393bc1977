import { expect, test } from "vitest";
import { readPages } from "./read-pages";

async function gather(read: Parameters<typeof readPages<string>>[0]): Promise<string[]> {
  const rows: string[] = [];
  for await (const page of readPages(read)) rows.push(...page);
  return rows;
}

test("reads a list to its end, page by page", async () => {
  const next: Record<string, string | null> = { first: "a", a: "b", b: null };
  expect(
    await gather(async (cursor = "first") => ({
      rows: [`after ${cursor}`],
      nextCursor: next[cursor] ?? null,
    })),
  ).toEqual(["after first", "after a", "after b"]);
});

test.each([
  ["the same page again", { first: "a", a: "a" }],
  ["an earlier page", { first: "a", a: "b", b: "a" }],
])("breaks off where the list leads to %s", async (_name, next: Record<string, string>) => {
  let pages = 0;
  const file = gather(async (cursor = "first") => {
    if (++pages > 10) return { rows: [], nextCursor: null };
    return { rows: [], nextCursor: next[cursor] ?? null };
  });
  await expect(file).rejects.toThrow("begins again");
});
