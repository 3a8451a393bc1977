import { AppError } from "@/lib/errors";
import { FORMAT, VERSION } from "./format";

export const THREAD_CHARACTERS_MAX = 32 * 1024 * 1024;
/** What stands around the threads of a file is short: one of another kind need not be read to its end. */
const OUTLINE_CHARACTERS_MAX = 1_000_000;

const LIST_KEY = '"threads"';
const [QUOTE, COLON, BACKSLASH] = [34, 58, 92];
const [LIST_BEGINS, LIST_ENDS, OBJECT_BEGINS, OBJECT_ENDS] = [91, 93, 123, 125];

/**
 * Cuts a file into the JSON texts of its threads as it comes in, so that only the one at hand is in memory: those of
 * the list that the file is, or of the one under "threads" in the object that it is. What stands around them is kept
 * as an outline with a 0 for each thread, which must be JSON at the end.
 */
export class ThreadSplitter {
  readonly #outline = new Outline();
  #inThread = false;
  #pieces: string[] = [];
  #characters = 0;
  #depth = 0;
  readonly #strings = new Strings();

  /** The threads that end in this piece; null for one that is too long. Throws `invalid` for a file of another kind. */
  *take(text: string): Generator<string | null> {
    let at = 0;
    while (at < text.length) {
      if (!this.#inThread) {
        at = this.#outline.take(text, at);
        this.#inThread = at < text.length;
        continue;
      }
      const end = this.#endOfThread(text, at);
      this.#keep(text.slice(at, end));
      at = end;
      if (this.#depth === 0) yield this.#taken();
    }
  }

  /** Throws `invalid` where the file is not whole, or had no list of threads. */
  finish(): void {
    const whole = this.#inThread ? undefined : parse(this.#outline.text);
    if (whole === undefined) {
      throw new AppError("invalid", "The file is not whole: it breaks off, or is damaged, before its end.");
    }
    if (!Array.isArray(whole)) checkKind(whole);
  }

  /** The place behind the bracket that closes the thread, or the end of the piece. */
  #endOfThread(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#strings.isIn(code)) continue;
      if (isOpening(code)) this.#depth += 1;
      else if (isClosing(code)) this.#depth -= 1;
      if (this.#depth === 0) return at + 1;
    }
    return text.length;
  }

  #keep(piece: string): void {
    this.#characters += piece.length;
    if (this.#characters <= THREAD_CHARACTERS_MAX) this.#pieces.push(piece);
  }

  #taken(): string | null {
    const text = this.#characters > THREAD_CHARACTERS_MAX ? null : this.#pieces.join("");
    this.#inThread = false;
    this.#pieces = [];
    this.#characters = 0;
    return text;
  }
}

/** What stands around the threads. */
class Outline {
  text = "";
  #depth = 0;
  /** How deep the list of threads lies; 0 outside of it. */
  #listDepth = 0;
  #hadList = false;
  /** The last string, as far as it matters. */
  #string = "";
  #key = "";
  readonly #strings = new Strings();

  /** Reads on until a thread begins; answers where. */
  take(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const isNew = !this.#strings.within;
      if (this.#strings.isIn(code)) {
        if (isNew) this.#string = "";
        if (this.#string.length <= LIST_KEY.length) this.#string += text[at];
      } else if (code === OBJECT_BEGINS && this.#listDepth > 0 && this.#depth === this.#listDepth) {
        this.text += `${text.slice(from, at)}0`;
        return at;
      } else this.#step(code, () => this.text + text.slice(from, at));
    }
    this.text += text.slice(from);
    if (this.text.length > OUTLINE_CHARACTERS_MAX) throw otherKind();
    return text.length;
  }

  #step(code: number, soFar: () => string): void {
    if (code === COLON) this.#key = this.#string;
    if (isClosing(code)) {
      this.#depth -= 1;
      if (this.#depth < this.#listDepth) this.#listDepth = 0;
    }
    if (!isOpening(code)) return;
    this.#depth += 1;
    const isKeyed = this.#depth === 2 && this.#key === LIST_KEY;
    if (code === LIST_BEGINS && this.#listDepth === 0 && (this.#depth === 1 || isKeyed)) this.#begin(soFar);
  }

  #begin(soFar: () => string): void {
    if (this.#hadList) throw otherKind();
    this.#hadList = true;
    this.#listDepth = this.#depth;
    const head = this.#depth === 2 ? parse(`${soFar()}[]}`) : undefined;
    if (head !== undefined) checkKind(head, { isBeginning: true });
  }
}

/** Whether one is within a string of JSON, in which brackets mean nothing. */
class Strings {
  within = false;
  #escaped = false;

  /** Whether this character is of a string; both of its quotes are. */
  isIn(code: number): boolean {
    if (!this.within) {
      this.within = code === QUOTE;
      return this.within;
    }
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.within = false;
    return true;
  }
}

function isOpening(code: number): boolean {
  return code === OBJECT_BEGINS || code === LIST_BEGINS;
}

function isClosing(code: number): boolean {
  return code === OBJECT_ENDS || code === LIST_ENDS;
}

/** Our own files say what they are before their first thread; one of a later version is not guessed at. */
function checkKind(head: unknown, { isBeginning = false } = {}): void {
  const { format, version, threads }: Record<string, unknown> = Object(head);
  if (typeof version === "number" && version > VERSION) {
    throw new AppError("invalid", "This file is of a later version of Purser: update this one first.");
  }
  const isOurs = format === FORMAT && version === VERSION && Array.isArray(threads);
  if (!isOurs && !(isBeginning && format === undefined)) throw otherKind();
}

export function otherKind(): AppError {
  return new AppError(
    "invalid",
    "This is neither an export of Purser nor ChatGPT’s conversations.json: choose one of these files.",
  );
}

/** Undefined for what is no JSON; the parser's message is left behind, since it quotes the file. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
