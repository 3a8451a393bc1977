import { AppError } from "@/lib/errors";
import { countGently } from "../context/count-gently";
import { boundOfText } from "../context/count-tokens";
import { ATTACHMENTS_MAX, BEYOND, MESSAGE_BYTES_MAX } from "./limits";
import { nameOf } from "./name";
import { type Recognised, recognise } from "./recognise";
import { asSent } from "./words";

/** A file as it is stored, but for its tokens and for whose it is. */
export type TakenIn = {
  name: string;
  content: Buffer;
  bytes: number;
} & Pick<Recognised, "kind" | "mediaType" | "width" | "height">;

export type WithTokens = TakenIn & { contentTokens: number; contentTokensMax: number };

/** A file that comes in, in whatever way, as it is stored. Throws `invalid` for what cannot be attached. */
export function takeIn(given: string, bytes: Buffer): TakenIn {
  const { kind, mediaType, width, height, ...file } = recognise(bytes);
  // Without the mark of the byte order that some editors put first.
  const content = "text" in file ? Buffer.from(file.text) : bytes;
  return { name: nameOf(given, kind), content, bytes: content.length, kind, mediaType, width, height };
}

/** Of a text as it is sent, with pauses; an image has others with each model. */
export async function withTokens(file: TakenIn, breathe: () => Promise<void>): Promise<WithTokens> {
  if (file.kind === "image") return { ...file, contentTokens: 0, contentTokensMax: 0 };
  const content = asSent(file.name, file.content.toString("utf8"));
  const contentTokens = await countGently(content, breathe);
  return { ...file, contentTokens, contentTokensMax: boundOfText({ content, contentTokens }) };
}

/** Throws `invalid` for more files, or more bytes, than a message can have. */
export function checkTogether(files: readonly { bytes: number }[]): void {
  if (files.length > ATTACHMENTS_MAX) throw new AppError("invalid", BEYOND.files);
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > MESSAGE_BYTES_MAX) {
    throw new AppError("invalid", BEYOND.message);
  }
}
