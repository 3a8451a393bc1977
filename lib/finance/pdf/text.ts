/** What would break a line, or turn the direction of what follows; nobody's name needs it on paper. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Far more than any line of paper shows; what is cut is slow to measure. */
const CHARACTERS_MAX = 300;

/** Anybody's words as one line, and of what nobody would read to its end the beginning. */
export function lineOf(text: string, charactersMax = CHARACTERS_MAX): string {
  const seen = text.slice(0, charactersMax).toWellFormed();
  return seen.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
}
