/** A `{{…}}` in a text: what is to be filled in by hand. */
export type Blank = { start: number; end: number };

const BLANK = /\{\{[^{}\n]{1,60}\}\}/g;

export function blanksIn(text: string): Blank[] {
  return Array.from(text.matchAll(BLANK), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** The first one that begins at a place or after it. */
export function blankFrom(text: string, place: number): Blank | undefined {
  return blanksIn(text).find(({ start }) => start >= place);
}

/** The last one that ends at a place or before it. */
export function blankBefore(text: string, place: number): Blank | undefined {
  return blanksIn(text).findLast(({ end }) => end <= place);
}
