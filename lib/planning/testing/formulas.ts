import type { Formula } from "./formula";
import { OF_PLANS } from "./formulas-of-plans";
import { OF_USE } from "./formulas-of-use";

/** Which function each figure comes from, and what it answers, by the figure's id. */
export const FORMULAS = new Map<string, Formula>([...OF_USE, ...OF_PLANS]);
