import { costRangeOf, readMonth } from "@/lib/reports";
import { getClock } from "./admin/costs/clock";

type Params = Record<string, string | string[] | undefined>;
type Given = string | string[] | undefined;

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const NAMES_MAX = 3;
const NAME_LENGTH_MAX = 40;

/** Where pages of lists begin, by what the list goes by. */
const PLACES = {
  name: new RegExp(`^[^\\0]+~${ID}$`),
  instant: new RegExp(`^\\d{1,17}~${ID}$`),
  amount: new RegExp(`^-?\\d{1,30}~${ID}$`),
  id: new RegExp(`^${ID}$`),
  sequence: /^[1-9]\d{0,14}$/,
  model: /^[^/\0]+\/[^\0]+$/,
};

/**
 * What of an address was not understood and what is shown instead, in one sentence; null where all of it was. `read` has
 * what was made of each part that the page knows, undefined or null where that is nothing.
 */
export function misread(params: Params, read: Record<string, unknown>): string | null {
  const names = Object.keys(params).filter((name) => {
    const isKnown = Object.hasOwn(read, name) && read[name] !== undefined && read[name] !== null;
    return isGiven(params[name]) && !isKnown;
  });
  return names.length === 0 ? null : misreadWords(names);
}

/** "“state” and “after” in this address are not understood: the page is shown without them, from its beginning." */
export function misreadWords(given: readonly string[]): string {
  const names = [...new Set(given)];
  const quoted = names.slice(0, NAMES_MAX).map((name) => `“${name.slice(0, NAME_LENGTH_MAX)}”`);
  if (names.length > NAMES_MAX) quoted.push("more");
  const last = quoted.at(-1);
  const isOne = quoted.length === 1;
  const subject = isOne ? last : `${quoted.slice(0, -1).join(", ")} and ${last}`;
  const instead = [
    `the page is shown without ${isOne ? "it" : "them"}`,
    ...(names.includes("month") ? ["for the running month"] : []),
    ...(names.includes("after") ? ["from its beginning"] : []),
  ];
  return `${subject} in this address ${isOne ? "is" : "are"} not understood: ${instead.join(", ")}.`;
}

/** The place where a page of a list begins; undefined for text that no list wrote. */
export function readPlace(after: Given, kind: keyof typeof PLACES): string | undefined {
  return typeof after === "string" && PLACES[kind].test(after) ? after : undefined;
}

/** The month that an address names, the running one included, which pages show without being told. */
export function knownMonth(month: Given): string | undefined {
  const running = costRangeOf({ preset: "today" }, getClock()).today.slice(0, 7);
  return month === running ? running : readMonth(month);
}

/** Whether an id has the form of one. */
export function readId(id: Given): string | undefined {
  return readPlace(id, "id");
}

function isGiven(value: Given): boolean {
  return [value ?? ""].flat().some((text) => text.trim() !== "");
}
