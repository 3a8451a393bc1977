import { AppError } from "@/lib/errors";
import { type ImageFacts, type ImageType, readImage } from "./image-size";
import { BEYOND, IMAGE_BYTES_MAX, IMAGE_PIXELS_MAX, IMAGE_SIDE_MAX, TEXT_BYTES_MAX } from "./limits";

export type Recognised =
  | { kind: "text"; mediaType: "text/plain"; text: string; width: null; height: null }
  | { kind: "image"; mediaType: ImageType; width: number; height: number };

/**
 * What a file is, by its bytes alone: text in UTF-8 (an SVG is text), or an image of a kind that models read. A text may
 * begin as an image does, but no image is UTF-8 without NUL. Throws `invalid` for anything else, and for what is too
 * large.
 */
export function recognise(bytes: Buffer): Recognised {
  if (bytes.length === 0) throw isEmpty();
  const text = toText(bytes);
  if (text !== null) return recogniseText(text, bytes.length);
  const image = readImage(bytes);
  if (!image) {
    throw new AppError(
      "invalid",
      "Only text and images (PNG, JPEG, WebP, GIF) can be attached: copy the text out of this file.",
    );
  }
  checkImage(image, bytes.length);
  return { kind: "image", ...image };
}

function recogniseText(text: string, bytes: number): Recognised {
  if (text.trim() === "") throw isEmpty();
  if (bytes > TEXT_BYTES_MAX) throw new AppError("invalid", BEYOND.text);
  return { kind: "text", mediaType: "text/plain", text, width: null, height: null };
}

function checkImage({ width, height }: ImageFacts, bytes: number): void {
  if (bytes > IMAGE_BYTES_MAX) throw new AppError("invalid", BEYOND.file);
  if (Math.max(width, height) > IMAGE_SIDE_MAX) throw new AppError("invalid", BEYOND.side);
  if (width * height > IMAGE_PIXELS_MAX) throw new AppError("invalid", BEYOND.pixels);
}

function isEmpty(): AppError {
  return new AppError("invalid", "This file is empty: attach another one.");
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
