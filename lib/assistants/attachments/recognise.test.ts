import { describe, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { readImage } from "./image-size";
import { imageTokens, takesImages } from "./image-tokens";
import { recognise } from "./recognise";
import { pngOf } from "./testing";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

const SCAN = hex("ffda 0008 01 0100 003f00");
const FRAME = hex("ffc2 0011 08 0102 0304 03 011100 021100 031100");
const JPEG = Buffer.concat([
  hex("ffd8 ffe0 0010 4a46494600010100000100010000 ffff c4 0004 0000"),
  ...[FRAME, SCAN],
]);
const GIF_SCREEN = hex("474946383961 2c01 c800 800000 000000 ffffff");
const GIF_FRAME = (...place: string[]) => hex(`2c ${place.join("")} 00 02 02 4401 00`);
const GIF = Buffer.concat([
  GIF_SCREEN,
  hex("21f9 04 00000000 00"),
  ...[GIF_FRAME("0000", "0000", "2c01", "c800"), hex("3b")],
]);

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, "latin1"), length, data, Buffer.alloc(data.length % 2)]);
}
const webp = (...chunks: Buffer[]) => chunk("RIFF", Buffer.concat([Buffer.from("WEBP"), ...chunks]));
const CANVAS = chunk("VP8X", hex("00000000 7f0200 df0100"));
const LOSSY_FRAME = chunk("VP8 ", hex("000000 9d012a 8002 e001 0000"));
const LOSSLESS_FRAME = chunk("VP8L", hex("2f 3f c1 3b 00 000000"));
const [WEBP, LOSSLESS, LOSSY] = [webp(CANVAS, LOSSY_FRAME), webp(LOSSLESS_FRAME), webp(LOSSY_FRAME)];

/** Looks like a frame of one pixel to a reader that takes the marker at its beginning for one with a length. */
function disguised(marker: string): Buffer {
  const comment = Buffer.alloc(0xffc0, 0x20);
  hex("ffc0 0011 08 0001 0001 03").copy(comment);
  return Buffer.concat([hex(`ffd8 ${marker} 0004 fffe`), comment, JPEG.subarray(2)]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length);
  whole.write(type, 4, "latin1");
  data.copy(whole, 8);
  return whole;
}
const afterHeader = (png: Buffer, more: Buffer) =>
  Buffer.concat([png.subarray(0, 33), more, png.subarray(33)]);

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
    for (const whole of [pngOf(9, 9), JPEG.subarray(0, -7), GIF, WEBP, LOSSLESS, LOSSY]) {
      for (let end = 0; end < whole.length; end += 1) expect(readImage(whole.subarray(0, end))).toBeNull();
    }
    expect(readImage(pngOf(0, 4))).toBeNull();
  });

  test.each(["ffd0", "ffd7", "ff00", "ff01", "ffd8", "ffd9", "ff02", "ffc8", "fff0"])(
    "refuses a JPEG with %s before its frame, behind which another frame can hide",
    (marker) => expect(readImage(disguised(marker))).toBeNull(),
  );

  test.each([
    ["two frame headers", Buffer.concat([JPEG.subarray(0, 2), FRAME, FRAME, SCAN])],
    ["bytes between its segments", Buffer.concat([hex("ffd8 00"), FRAME, SCAN])],
    ["a frame header of another length", Buffer.concat([hex("ffd8 ffc0 000b 08 0001 0001 03 000000"), SCAN])],
    ["a scan before its frame", Buffer.concat([hex("ffd8"), SCAN, FRAME])],
    ["a segment without a length", Buffer.concat([hex("ffd8 ffe0 0000"), FRAME, SCAN])],
  ])("refuses a JPEG with %s", (_, bytes) => expect(readImage(bytes)).toBeNull());

  test("takes the screen and all frames of a GIF together", () => {
    const frames = [GIF_FRAME("0000", "0000", "401f", "0100"), GIF_FRAME("0a00", "1400", "0100", "401f")];
    const bytes = Buffer.concat([GIF_SCREEN, ...frames, hex("3b")]);
    expect(readImage(bytes)).toMatchObject({ width: 8_000, height: 8_020 });
    expect(readImage(Buffer.concat([GIF_SCREEN, hex("3b")])), "without a frame").toBeNull();
    expect(readImage(Buffer.concat([GIF_SCREEN, hex("00"), ...frames, hex("3b")])), "between").toBeNull();
  });

  test("takes the canvas and all frames of a WebP together", () => {
    const small = chunk("VP8X", hex("00000000 000000 000000"));
    expect(readImage(webp(small, LOSSY_FRAME))).toMatchObject({ width: 640, height: 480 });
    expect(readImage(webp(LOSSLESS_FRAME, LOSSY_FRAME))).toMatchObject({ width: 640, height: 480 });
    const frame = hex("100000 010000 7f0200 000000 000000 00");
    const animation = webp(small, chunk("ANMF", Buffer.concat([frame, LOSSLESS_FRAME])));
    expect(readImage(animation)).toMatchObject({ width: 672, height: 240 });
    expect(readImage(webp(CANVAS)), "without a frame").toBeNull();
    expect(readImage(webp(chunk("ICCP", hex("00")), LOSSY_FRAME)), "without a canvas").toBeNull();
    const inner = Array.from({ length: 9 }).reduce<Buffer>(
      (within) => chunk("ANMF", Buffer.concat([frame, within])),
      LOSSY_FRAME,
    );
    expect(readImage(webp(small, inner)), "frames within frames").toBeNull();
  });

  test("refuses a PNG whose header is not its first chunk and its only one", () => {
    const png = pngOf(9, 9);
    const header = hex("00001f40 00001f40 0800000000");
    expect(readImage(afterHeader(png, pngChunk("tEXt", header)))).toMatchObject({ width: 9, height: 9 });
    expect(readImage(afterHeader(png, pngChunk("IHDR", header)))).toBeNull();
    expect(
      readImage(Buffer.concat([png.subarray(0, 8), pngChunk("tEXt", header), png.subarray(8)])),
    ).toBeNull();
  });
});

describe("recognise", () => {
  test("takes text in any script, and an SVG as text", () => {
    for (const text of [
      "plain",
      "GIF89a\n\n\n, a format",
      "GIF87a, a format",
      "RIFF----WEBPVP8X-----------------",
      "naïve ☕ שלום",
      "<svg onload=alert(1)>",
      "\u0001 control",
    ]) {
      expect(recognise(Buffer.from(text))).toMatchObject({ kind: "text", mediaType: "text/plain", text });
    }
  });

  test("takes no image for a text", () => {
    for (const bytes of [pngOf(9, 9), JPEG, GIF, WEBP, LOSSLESS, LOSSY]) {
      expect(recognise(bytes).kind).toBe("image");
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
    ["too wide an image", pngOf(8_001, 1), /8,000 pixels on a side/],
    ["too high an image", pngOf(1, 8_001), /8,000 pixels on a side/],
    ["an image of too many pixels", pngOf(7_500, 7_000), /50 million pixels/],
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
