export type ImageFacts = { mediaType: ImageType; width: number; height: number };
export type ImageType = "image/png" | "image/jpeg" | "image/webp" | "image/gif";

/**
 * What kind of image these bytes begin as, and its size in pixels, whatever it is called. Null for anything else, and
 * for an image that is cut off before its size.
 */
export function readImage(bytes: Buffer): ImageFacts | null {
  const mediaType = typeOf(bytes);
  const size = mediaType && SIZE_OF[mediaType](bytes);
  return mediaType && size && size.width > 0 && size.height > 0 ? { mediaType, ...size } : null;
}

type Size = { width: number; height: number };

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

function sizeOfPng(bytes: Buffer): Size | null {
  if (bytes.length < 24 || bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function sizeOfGif(bytes: Buffer): Size | null {
  if (bytes.length < 10) return null;
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** The frame header stands behind any number of other segments, each with its length. */
function sizeOfJpeg(bytes: Buffer): Size | null {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, without the three markers of other meaning among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Three kinds of first chunk: simple, lossless and extended. */
function sizeOfWebp(bytes: Buffer): Size | null {
  if (bytes.length < 30) return null;
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
