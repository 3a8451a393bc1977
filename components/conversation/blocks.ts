import { lexer } from "marked";
import { isUnbounded } from "./markdown-bounds";

/** Splits a growing Markdown text into top-level blocks whose concatenation is the text. */
export type BlockSplitter = (text: string) => string[];

const REFERENCES = /^ {0,3}\[[^\]\n]+\]:/m;
const MATHS_MARKS = /^ *\$\$(?=\s*$)|^ *\\\[|\\\]/gm;

/**
 * Only the last block of the text before is read again: later text never changes an earlier one. The exceptions
 * are definitions and footnotes, which reach across blocks, so a text that has any stays in one piece.
 */
export function createBlockSplitter(): BlockSplitter {
  let known = "";
  let blocks: string[] = [];
  return (given) => {
    const text = given.includes("\r") ? given.replace(/\r\n?/g, "\n") : given;
    if (text === known) return blocks;
    // Compared as a whole, which engines do many times faster than startsWith.
    const isLonger = text.slice(0, known.length) === known;
    const finished = isLonger ? blocks.slice(0, -1) : [];
    const offset = finished.reduce((sum, block) => sum + block.length, 0);
    const tail = text.slice(offset);
    known = text;
    blocks = REFERENCES.test(tail) || isUnbounded(tail) ? [text] : [...finished, ...topLevel(tail)];
    return blocks;
  };
}

/**
 * Blank lines belong to the block before them: a list may go on after them. So does what follows the beginning of a
 * formula, up to its end. Blocks are cut out of the text itself, since the lexer rewrites some white space.
 */
function topLevel(text: string): string[] {
  const ends: number[] = [];
  let end = 0;
  let isOpen = false;
  for (const { raw, type } of lexer(text)) {
    end += raw.length;
    if (ends.length > 0 && (type === "space" || isOpen)) ends[ends.length - 1] = end;
    else ends.push(end);
    if (isOpen || type === "paragraph") isOpen = isOpenAfter(raw, isOpen);
  }
  return ends.map((stop, index) =>
    text.slice(ends[index - 1] ?? 0, index === ends.length - 1 ? undefined : stop),
  );
}

/** Whether a formula on lines of its own is begun and not ended. */
function isOpenAfter(raw: string, wasOpen: boolean): boolean {
  let isOpen = wasOpen;
  for (const [mark] of raw.matchAll(MATHS_MARKS)) isOpen = mark.endsWith("$$") ? !isOpen : mark.endsWith("[");
  return isOpen;
}
