/** What would break a line, or turn the direction of what follows; nobody's name needs it on paper. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** But for those that keep a date or an amount in one line. */
const SPACES = /[^\S\u00a0]+/g;

/** Signs that Noto Sans does not have, as people type them. */
const TYPED: Record<string, string> = { "≈": "~", "→": "->", "←": "<-", "≤": "<=", "≥": ">=" };
const SIGNS = new RegExp(`[${Object.keys(TYPED).join("")}]`, "g");

/** Far more than any line of paper shows; what is cut is slow to measure. */
const CHARACTERS_MAX = 300;

/** Anybody's words as one line, and of what nobody would read to its end the beginning. */
export function lineOf(text: string, charactersMax = CHARACTERS_MAX): string {
  const seen = text.slice(0, charactersMax).toWellFormed();
  const words = seen.replace(UNSEEN, " ").replace(SPACES, " ").trim();
  return words.replace(SIGNS, (sign) => TYPED[sign] ?? sign);
}

/** No letter that can be read is narrower, in parts of its height; one of a width of nothing stands on another one. */
const NARROWEST = 0.2;

/** Of a line what the width could show, and of the rest that there is one: a word is slow to break. */
export function cutTo(line: string, { width, size }: { width: number; size: number }): string {
  const most = Math.ceil(width / (size * NARROWEST));
  return line.length > most ? `${line.slice(0, most).toWellFormed()}…` : line;
}
