import fc from "fast-check";
import { countTokens as o200k } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { countGently } from "./count-gently";
import { countTokens } from "./count-tokens";

const PIECE_CHARACTERS = 2_000;
const whole = (text: string) => o200k(text, { disallowedSpecial: new Set() });

describe("countTokens", () => {
  test.each(["😀", "🫨", "𓀀", "🪿", "𠜎", "𒀀"])("cuts no %s in two", async (character) => {
    const text = `a${character.repeat(3_500)}`;
    expect(await countTokens(text)).toBeGreaterThanOrEqual(whole(text));
  });

  test("is never below the figure of the whole, whatever is cut", async () => {
    const alphabet = fc.constantFrom(
      ...["ab", "etaoinshr", "aAbB", " \n\t", "a =\n", "=-_*/", "的一是不了", "a🫨🪿𒀀", "0123456789"],
      ...["'stdlm ", "éüñ", "שלוםא", "नमस्तेि", "a的😀 \n1'", "\u0001\u00ff<|>"],
    );
    const run = alphabet.chain((characters) =>
      fc.tuple(
        fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1_900, max: 4_100 }),
      ),
    );
    const text = run.map(([unit, length]) => unit.join("").repeat(length).slice(0, length));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 2 }), async (texts) => {
        const all = texts.join("");
        expect(await countTokens(all)).toBeGreaterThanOrEqual(whole(all));
      }),
      { numRuns: 80 },
    );
  });

  test("is the figure of the whole where there are words", async () => {
    const prose = "The numbers of this month follow (all 42 of them).\n\nWho didn't see them?  ".repeat(200);
    expect(await countTokens(prose)).toBe(whole(prose));
  });
});

test("a long text is counted with a pause after each piece, and has the same figure", async () => {
  for (const text of ["One and another. ".repeat(1_000), "x😀y".repeat(4_000), ""]) {
    let pauses = 0;
    const counted = await countGently(text, async () => {
      pauses += 1;
    });
    expect(counted).toBe(await countTokens(text));
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(text.length / PIECE_CHARACTERS));
  }
});
