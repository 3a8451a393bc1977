/** The counting rule of our own model servers: a token is at most this many UTF-16 units. */
export const UNITS_PER_TOKEN = 4;

/** Cuts a text into its tokens: pieces of four units, one more where a surrogate pair would be split. */
export function splitTokens(text: string): string[] {
  const tokens: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfToken(text, start);
    tokens.push(text.slice(start, end));
    start = end;
  }
  return tokens;
}

/** How many tokens `splitTokens` would give; an empty text has none. */
export function countTokens(text: string): number {
  let count = 0;
  for (let start = 0; start < text.length; start = endOfToken(text, start)) count++;
  return count;
}

function endOfToken(text: string, start: number): number {
  const end = start + UNITS_PER_TOKEN;
  return isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
