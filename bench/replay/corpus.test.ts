import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCorpus, toExchanges } from "./corpus";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "purser-corpus-"));
});
afterEach(() => rm(folder, { recursive: true }));

const conversation = (id: string, ...turns: [role: string, content: string | null][]) =>
  JSON.stringify({
    id,
    source: "test",
    licence: "MIT",
    turns: turns.map(([role, content]) => ({ role, content })),
  });

const write = (file: string, ...lines: string[]) => writeFile(join(folder, file), lines.join("\n"));

describe("readCorpus", () => {
  test("reads the conversations of every file, in the order of the files' names", async () => {
    await write("b.jsonl", conversation("3", ["user", "c"], ["assistant", "C"]));
    await write(
      "a.jsonl",
      conversation("1", ["user", "a"], ["assistant", "A"]),
      "",
      conversation("2", ["user", "b"], ["assistant", "B"]),
    );
    await write("notes.txt", "not a corpus");
    const { conversations, notes } = await readCorpus(folder);
    expect(conversations.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(conversations[0]?.exchanges).toEqual([{ question: "a", answer: "A" }]);
    expect(notes).toEqual([]);
  });

  test("stops at the limit", async () => {
    const lines = ["1", "2", "3"].map((id) => conversation(id, ["user", id], ["assistant", id]));
    await write("a.jsonl", ...lines);
    expect((await readCorpus(folder, 2)).conversations.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  test("says which files and lines it leaves out", async () => {
    await write("a.jsonl", conversation("1", ["user", "a"], ["assistant", "A"]), "{broken", '{"id":"2"}');
    await write("b.jsonl", conversation("3", ["user", "nobody answered"]));
    await write("prompts.jsonl", JSON.stringify({ id: "all", questions: [] }));
    const { conversations, notes } = await readCorpus(folder);
    expect(conversations).toHaveLength(1);
    expect(notes).toEqual([
      "a.jsonl: 2 lines are not conversations.",
      "b.jsonl: 1 line has no answered message.",
      "prompts.jsonl is left out: its lines are not conversations.",
    ]);
  });

  test("refuses a folder that has none, or is none, in one sentence", async () => {
    await expect(readCorpus(folder)).rejects.toThrow(/has no conversations/);
    await expect(readCorpus(join(folder, "missing"))).rejects.toThrow(/cannot be read/);
  });
});

describe("toExchanges", () => {
  const exchangesOf = (...turns: [string, string | null][]) =>
    toExchanges(turns.map(([role, content]) => ({ role, content })));

  test("leaves out instructions, tool results and empty turns, and joins turns of one side", () => {
    const exchanges = exchangesOf(
      ["system", "You are an agent."],
      ["user", " Cancel my flight. "],
      ["user", "It is AB1."],
      ["assistant", null],
      ["tool", "{}"],
      ["assistant", "One moment."],
      ["assistant", "Done."],
      ["user", "Thanks"],
      ["assistant", "You are welcome."],
    );
    expect(exchanges).toEqual([
      { question: "Cancel my flight.\n\nIt is AB1.", answer: "One moment.\n\nDone." },
      { question: "Thanks", answer: "You are welcome." },
    ]);
  });

  test("leaves out an answer without a message before it, and a message without an answer", () => {
    expect(exchangesOf(["assistant", "Hello!"], ["user", "a"], ["assistant", "A"], ["user", "b"])).toEqual([
      { question: "a", answer: "A" },
    ]);
  });
});
