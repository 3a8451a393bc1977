import { AppError } from "@/lib/errors";
import { PICO_PER_USD, type PicoUsd, parseUsd } from "@/lib/money";

/** One thing a calculator is told: what it begins with, and how its text is read. `read` throws `invalid`. */
export type Field<T> = { label: string; initial: string; suffix?: string; read: (text: string) => T };

type FieldWords = { label: string; initial: string; suffix?: string; max?: number; min?: number };

const COUNT_MAX = 1_000_000_000;
const USD_MAX = 1_000_000_000n;
const LIST_MAX = 12;

/** A whole number. */
export function whole({ min = 0, max = COUNT_MAX, ...words }: FieldWords): Field<number> {
  const sentence = `Enter a whole number from ${inWords(min)} to ${inWords(max)}.`;
  return { ...words, read: (text) => within(digitsOf(text), { min, max, sentence }) };
}

/** A number with at most two decimals, read as its hundredths: "2.5" is 250. Limits are those of the number. */
export function hundredths({ min = 0, max = COUNT_MAX, ...words }: FieldWords): Field<number> {
  const sentence = `Enter a number from ${inWords(min)} to ${inWords(max)} with at most two decimals, such as 2.5.`;
  return {
    ...words,
    read: (text) => within(hundredthsOf(text), { min: min * 100, max: max * 100, sentence }),
  };
}

/** The same for a share of a hundred: 12.5 % is 1,250 basis points. */
export function percent({ max = 100, ...words }: FieldWords): Field<number> {
  return hundredths({ suffix: "%", max, ...words });
}

/** Dollars as pico-USD. */
export function usd(words: Omit<FieldWords, "min" | "max">): Field<PicoUsd> {
  return { suffix: "$", ...words, read: readUsd };
}

/** One to twelve whole numbers with commas between them. */
export function wholeList({ min = 0, max = COUNT_MAX, ...words }: FieldWords): Field<number[]> {
  const sentence = `Enter one to ${LIST_MAX} whole numbers up to ${inWords(max)} with commas between them, such as 50, 30, 20.`;
  const readOne = (text: string) => within(digitsOf(text), { min, max, sentence });
  return { ...words, read: (text) => readList(text, sentence).map(readOne) };
}

type Bounds = { min: number; max: number; sentence: string };

function within(value: number | null, { min, max, sentence }: Bounds): number {
  if (value === null || value < min || value > max) throw new AppError("invalid", sentence);
  return value;
}

/** Groups of three may be divided by commas or spaces, as people write them. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/^\$\s*/, "")
    .replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, "");
}

function digitsOf(text: string): number | null {
  const digits = plain(text);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

function hundredthsOf(text: string): number | null {
  const match = /^([-−]?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain(text));
  if (!match) return null;
  const [, sign, digits = "0", decimals = ""] = match;
  const value = Number(digits) * 100 + Number(decimals.padEnd(2, "0"));
  return sign && value !== 0 ? -value : value;
}

function readUsd(text: string): PicoUsd {
  const sentence = `Enter dollars with a point, such as 500 or 0.25, and at most ${USD_MAX.toLocaleString("en-US")}.`;
  const amount = usdOf(plain(text));
  if (amount === null || amount > USD_MAX * PICO_PER_USD) throw new AppError("invalid", sentence);
  return amount;
}

function usdOf(text: string): PicoUsd | null {
  try {
    return parseUsd(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readList(text: string, sentence: string): string[] {
  const parts = text.split(",");
  if (parts.length > LIST_MAX) throw new AppError("invalid", sentence);
  return parts;
}

function inWords(value: number): string {
  return value < 0 ? `−${(-value).toLocaleString("en-US")}` : value.toLocaleString("en-US");
}
