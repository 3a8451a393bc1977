import { oneLine } from "../threads/title";
import { NAME_CHARACTERS_MAX } from "./limits";

/** A file's name on one line and without its folders; the end, which says what it is, is kept. */
export function nameOf(given: string, kind: "text" | "image"): string {
  const last = given.replaceAll("\0", "").toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const name = oneLine(last).slice(-NAME_CHARACTERS_MAX).toWellFormed().trim();
  return name || (kind === "text" ? "Text.txt" : "Image");
}
