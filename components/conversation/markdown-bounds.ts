/** Deeper than people write, and shallow enough for every parser and for the stack. */
const DEPTH_MAX = 100;
const RUN_MAX = 200;
const LONE_MAX = 1000;

const MARKER = String.raw`[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))`;
const DEEP_LINE = new RegExp(`^((?:${MARKER}){${DEPTH_MAX}})(?=${MARKER})`, "gm");
const LONG_RUN = new RegExp(`([*_~])\\1{${RUN_MAX},}`, "g");
const BRACKETS = /\\[\s\S]|\n[ \t]*\n|[[\]]/g;

/**
 * The text with an end to its nesting: quotes in quotes, lists in lists, brackets in brackets and runs of emphasis. A
 * model that runs wild writes thousands of them, over which parsers take minutes or fail; those are left out.
 */
export function bounded(text: string): string {
  const flat = text.replace(DEEP_LINE, "$1\\").replace(LONG_RUN, (run) => run.slice(0, RUN_MAX));
  return isBracketed(flat) ? withFewBrackets(flat) : flat;
}

/** Whether a text is one that is bounded; nothing that must not take long may be done with it before. */
export function isUnbounded(text: string): boolean {
  return text !== bounded(text);
}

function isBracketed(text: string): boolean {
  let at = -1;
  for (let count = 0; count <= DEPTH_MAX; count++) {
    at = text.indexOf("[", at + 1);
    if (at < 0) return false;
  }
  return true;
}

function withFewBrackets(text: string): string {
  let depth = 0;
  let lone = 0;
  return text.replace(BRACKETS, (piece) => {
    if (piece === "[") {
      if (depth >= DEPTH_MAX) return "";
      depth += 1;
    } else if (piece === "]") {
      if (depth > 0) depth -= 1;
      else lone += 1;
      if (lone > LONE_MAX) return "";
    } else if (piece.startsWith("\n")) depth = 0;
    return piece;
  });
}
