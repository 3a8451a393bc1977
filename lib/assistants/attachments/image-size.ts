import { sizeOfGif } from "./sizes/gif";
import { sizeOfJpeg } from "./sizes/jpeg";
import { sizeOfPng } from "./sizes/png";
import type { Size } from "./sizes/size";
import { sizeOfWebp } from "./sizes/webp";

export type ImageFacts = { mediaType: ImageType; width: number; height: number };
export type ImageType = "image/png" | "image/jpeg" | "image/webp" | "image/gif";

/**
 * What kind of image these bytes begin as, and the largest size in pixels that a decoder can take it for, whatever it
 * is called: what is held for an image rests on it. Null for anything else, and for an image that is cut off or built so
 * that decoders disagree.
 */
export function readImage(bytes: Buffer): ImageFacts | null {
  const mediaType = typeOf(bytes);
  const size = mediaType && SIZE_OF[mediaType](bytes);
  return mediaType && size && size.width > 0 && size.height > 0 ? { mediaType, ...size } : null;
}

const SIZE_OF: Record<ImageType, (bytes: Buffer) => Size | null> = {
  "image/png": sizeOfPng,
  "image/gif": sizeOfGif,
  "image/jpeg": sizeOfJpeg,
  "image/webp": sizeOfWebp,
};

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

function typeOf(bytes: Buffer): ImageType | null {
  const ascii = (from: number, to: number) => bytes.toString("latin1", from, to);
  if (bytes.subarray(0, 8).equals(PNG)) return "image/png";
  if (bytes.subarray(0, 3).equals(JPEG)) return "image/jpeg";
  if (["GIF87a", "GIF89a"].includes(ascii(0, 6))) return "image/gif";
  return ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP" ? "image/webp" : null;
}
