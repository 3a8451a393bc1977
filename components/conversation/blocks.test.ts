import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBlockSplitter } from "./blocks";

const ANSWER = `# Title

A paragraph with **bold** text
over two lines.

- one

- two
  \`\`\`ts
  const a = 1;
  \`\`\`

| a | b |
| - | - |
| 1 | 2 |

\`\`\`sql
select 1;

select 2;
\`\`\`

> quote

Last words`;

function stream(text: string, size: number): string[] {
  const split = createBlockSplitter();
  let blocks: string[] = [];
  for (let end = size; end < text.length + size; end += size) blocks = split(text.slice(0, end));
  return blocks;
}

describe("createBlockSplitter", () => {
  test("separates paragraphs, lists, tables and code", () => {
    expect(createBlockSplitter()(ANSWER).map((block) => block.trim().slice(0, 6))).toEqual([
      "# Titl",
      "A para",
      "- one\n",
      "| a | ",
      "```sql",
      "> quot",
      "Last w",
    ]);
  });

  test.each([1, 2, 7, 40])("gives the same blocks when the text comes in pieces of %i", (size) => {
    expect(stream(ANSWER, size)).toEqual(createBlockSplitter()(ANSWER));
  });

  test("keeps finished blocks as they are, so that they are not rendered again", () => {
    const split = createBlockSplitter();
    const before = split("one\n\ntwo\n\nthr");
    const after = split("one\n\ntwo\n\nthree");
    expect(after).toEqual(["one\n\n", "two\n\n", "three"]);
    expect(after[0]).toBe(before[0]);
  });

  test("starts again when the text is another one", () => {
    const split = createBlockSplitter();
    split("one\n\ntwo");
    expect(split("three")).toEqual(["three"]);
  });

  test("keeps a text with reference links or footnotes in one piece", () => {
    const text = "See [the page][1] and more[^a].\n\nAnd so on.\n\n[1]: https://example.org\n[^a]: A note.";
    expect(createBlockSplitter()(text)).toEqual([text]);
    expect(stream(text, 3)).toEqual([text]);
  });

  test.each(["\\[\na\n\nb\n\\]", "$$\na\n\nb\n$$"])("keeps the formula %j in one piece", (formula) => {
    const text = `one\n\n${formula}\n\ntwo`;
    expect(createBlockSplitter()(text)).toEqual(["one\n\n", `${formula}\n\n`, "two"]);
    expect(stream(text, 1)).toEqual(createBlockSplitter()(text));
  });

  test("gives a text that runs wild back whole, before anything slow is done with it", () => {
    const text = ">".repeat(20_000);
    expect(createBlockSplitter()(text)).toEqual([text]);
  });

  test("loses nothing, whatever comes", () => {
    const piece = fc.constantFrom(
      "a",
      "\n",
      "\n\n",
      "- ",
      "1. ",
      "```",
      "|",
      "---",
      "> ",
      "**",
      "[x]",
      "<b>",
      "\t",
      "\r\n",
      "#",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const split = createBlockSplitter();
        let text = "";
        for (const next of pieces) {
          text += next;
          expect(split(text).join("")).toBe(text.replace(/\r\n?/g, "\n"));
        }
      }),
    );
  });
});
