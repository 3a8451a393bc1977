import { describe, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { readImage } from "./image-size";
import { imageTokens, takesImages } from "./image-tokens";
import { recognise } from "./recognise";
import { pngOf } from "./testing";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

const JPEG = hex(
  `ffd8 ffe0 0010 4a46494600010100000100010000 ffc4 0004 0000 ffff c2 0011 08 0102 0304 03 011100 021100 031100`,
);
const GIF = hex("474946383961 2c01 c800 000000");
const WEBP = Buffer.concat([
  Buffer.from("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0", "latin1"),
  hex("00000000 7f0200 df0100 0000"),
]);
const LOSSLESS = Buffer.concat([
  Buffer.from("RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f", "latin1"),
  hex("3f c1 3b 00 000000000000"),
]);
const LOSSY = Buffer.concat([
  Buffer.from("RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0", "latin1"),
  hex("000000 9d012a 8002 e001 0000"),
]);

describe("readImage", () => {
  test.each([
    ["PNG", pngOf(123, 45), { mediaType: "image/png", width: 123, height: 45 }],
    ["JPEG", JPEG, { mediaType: "image/jpeg", width: 0x304, height: 0x102 }],
    ["GIF", GIF, { mediaType: "image/gif", width: 300, height: 200 }],
    ["WebP", WEBP, { mediaType: "image/webp", width: 640, height: 480 }],
    ["lossless WebP", LOSSLESS, { mediaType: "image/webp", width: 320, height: 240 }],
    ["lossy WebP", LOSSY, { mediaType: "image/webp", width: 640, height: 480 }],
  ])("finds the size of a %s", (_, bytes, facts) => {
    expect(readImage(bytes)).toEqual(facts);
  });

  test("finds none in what is cut off anywhere before its size, and never fails", () => {
    for (const whole of [
      pngOf(9, 9).subarray(0, 23),
      JPEG.subarray(0, 26),
      GIF.subarray(0, 9),
      WEBP.subarray(0, 29),
    ]) {
      for (let end = 0; end <= whole.length; end += 1) expect(readImage(whole.subarray(0, end))).toBeNull();
    }
    expect(readImage(pngOf(0, 4))).toBeNull();
  });
});

describe("recognise", () => {
  test("takes text in any script, and an SVG as text", () => {
    for (const text of ["plain", "naïve ☕ שלום", "<svg onload=alert(1)>", "\u0001 control"]) {
      expect(recognise(Buffer.from(text))).toMatchObject({ kind: "text", mediaType: "text/plain", text });
    }
  });

  test.each([
    ["a program", hex("7f454c46 0201 0100"), /Only text and images/],
    ["a PDF with a NUL", Buffer.from("%PDF-1.7\0"), /Only text and images/],
    ["text in another encoding", hex("63 61 66 e9"), /Only text and images/],
    ["a broken PNG", pngOf(5, 5).subarray(0, 20), /Only text and images/],
    ["nothing", Buffer.alloc(0), /empty/],
    ["nothing but space", Buffer.from("\ufeff \n"), /empty/],
    ["too long a text", Buffer.alloc(400_001, "a"), /400 kB/],
    ["too large an image", Buffer.concat([pngOf(5, 5), Buffer.alloc(8_000_000)]), /8 MB/],
    ["too wide an image", pngOf(16_001, 1), /pixels/],
  ])("refuses %s in a sentence", (_, bytes, sentence) => {
    try {
      recognise(bytes);
    } catch (error) {
      expect(isAppError(error) && error.code).toBe("invalid");
      expect(error).toMatchObject({ message: expect.stringMatching(sentence) });
      return;
    }
    throw new Error("It was taken.");
  });
});

describe("imageTokens", () => {
  test.each([
    ["gpt-4o", 1_024, 1_024, 765],
    ["gpt-4o", 2_048, 4_096, 1_105],
    ["gpt-4.1", 128, 64, 255],
    ["gpt-4o-mini", 128, 64, 8_500],
    ["openai/gpt-5", 512, 512, 210],
    ["o3", 512, 512, 225],
    ["gpt-4.1-mini", 1_024, 1_024, 1_659],
    ["gpt-5-nano", 32, 32, 3],
    ["claude-sonnet-4-5", 4_000, 4_000, 4_784],
  ])("of %s for %i × %i are %i", (...[model, width, height, tokens]) => {
    expect(imageTokens(model, { width, height })).toBe(tokens);
  });

  test.each([
    "gpt-3.5-turbo",
    "demo-model",
    "house-model",
    "o3-mini",
    "gpt-4o-audio-preview",
    "mistral-large",
  ])("are none for %s, which reads no images", (model) => {
    expect(takesImages(model)).toBe(false);
    expect(imageTokens(model, { width: 10, height: 10 })).toBeNull();
  });
});
