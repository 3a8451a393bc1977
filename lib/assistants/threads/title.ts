const TITLE_CHARACTERS = 60;
/** The longest title that a person may give. */
export const TITLE_CHARACTERS_MAX = 120;

/** A name as it is stored: on one line, without spaces around it. */
export function oneLine(text: string): string {
  return text.replaceAll("\0", "").trim().replace(/\s+/g, " ");
}

/** The first line of a message, cut at a word: a thread's title until it has a better one. */
export function beginningOf(text: string): string {
  const line = text.trim().split("\n", 1)[0]?.replace(/\s+/g, " ") ?? "";
  if (line.length <= TITLE_CHARACTERS) return line;
  const cut = line.slice(0, TITLE_CHARACTERS);
  const lastSpace = cut.lastIndexOf(" ");
  return `${lastSpace > TITLE_CHARACTERS / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
