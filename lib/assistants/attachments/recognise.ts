import { AppError } from "@/lib/errors";
import { type ImageType, readImage } from "./image-size";
import { IMAGE_BYTES_MAX, IMAGE_SIDE_MAX, TEXT_BYTES_MAX } from "./limits";

export type Recognised =
  | { kind: "text"; mediaType: "text/plain"; text: string; width: null; height: null }
  | { kind: "image"; mediaType: ImageType; width: number; height: number };

/**
 * What a file is, by its bytes alone: an image of a kind that models read, or text in UTF-8 (an SVG is text). Throws
 * `invalid` for anything else, and for what is too large.
 */
export function recognise(bytes: Buffer): Recognised {
  if (bytes.length === 0) throw isEmpty();
  const image = readImage(bytes);
  if (image) {
    if (bytes.length > IMAGE_BYTES_MAX) throw tooLarge();
    if (Math.max(image.width, image.height) > IMAGE_SIDE_MAX) {
      throw new AppError(
        "invalid",
        `An image has at most ${IMAGE_SIDE_MAX.toLocaleString("en")} pixels on a side: make it smaller first.`,
      );
    }
    return { kind: "image", ...image };
  }
  const text = toText(bytes);
  if (text?.trim() === "") throw isEmpty();
  if (text === null) {
    throw new AppError(
      "invalid",
      "Only text and images (PNG, JPEG, WebP, GIF) can be attached: copy the text out of this file.",
    );
  }
  if (bytes.length > TEXT_BYTES_MAX) {
    throw new AppError("invalid", "A text has at most 400 kB: attach the part of it that matters.");
  }
  return { kind: "text", mediaType: "text/plain", text, width: null, height: null };
}

function isEmpty(): AppError {
  return new AppError("invalid", "This file is empty: attach another one.");
}

export function tooLarge(): AppError {
  return new AppError("invalid", "An image has at most 8 MB, a text 400 kB: attach a smaller file.");
}

/** Null where it is no UTF-8, or has a NUL, which no text has. A mark of the byte order is left out. */
function toText(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
