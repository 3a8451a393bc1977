import { expect, test } from "vitest";
import { breather } from "../context/breathe";
import { BEYOND, IMAGE_BYTES_MAX } from "./limits";
import { readAll } from "./read-all";
import { takeIn, withTokens } from "./take-in";

test("a file that comes byte by byte is read into one buffer", async () => {
  const ending = Buffer.from("and its end");
  async function* byByte() {
    // The same piece each time: were it kept, all of the file would be what it was filled with last.
    const piece = new Uint8Array(1);
    for (let n = 0; n < 200_000; n += 1) {
      piece[0] = n % 251;
      yield piece;
    }
    yield ending;
  }
  const read = await readAll(byByte());
  expect(read).toHaveLength(200_000 + ending.length);
  expect(read.subarray(0, 200_000).every((byte, n) => byte === n % 251)).toBe(true);
  expect(read.subarray(200_000)).toEqual(ending);
});

test("reading stops at the first byte too many", async () => {
  let asked = 0;
  async function* endless() {
    for (;;) {
      asked += 1;
      yield new Uint8Array(IMAGE_BYTES_MAX / 4);
    }
  }
  await expect(readAll(endless())).rejects.toMatchObject({ code: "invalid", message: BEYOND.file });
  expect(asked).toBe(5);
});

test("others get their turn while the tokens of a long text are counted", async () => {
  const letters = Array.from({ length: 100_000 }, (_, n) => String.fromCharCode(97 + ((n * n * 7 + n) % 26)));
  const file = takeIn("letters.txt", Buffer.from(letters.join("")));
  await withTokens(takeIn("warm.txt", Buffer.from("The tokenizer is loaded.")), breather());
  let turns = 0;
  let next = setImmediate(function turn() {
    turns += 1;
    next = setImmediate(turn);
  });
  const { contentTokens } = await withTokens(file, breather());
  clearImmediate(next);
  expect(contentTokens).toBeGreaterThan(10_000);
  expect(turns).toBeGreaterThan(1);
});

test("the limits are said in words", () => {
  expect(BEYOND).toMatchObject({
    file: "An image has at most 8 MB, a text 400 kB: attach a smaller file.",
    message: expect.stringContaining("20 MB"),
    unsent: expect.stringContaining("60 MB"),
    files: expect.stringContaining("10 attachments"),
    pixels: expect.stringContaining("50 million"),
  });
});
