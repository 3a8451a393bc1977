import type { CategoryColour } from "@/lib/assistants/types";

/** In the order they are offered. */
export const CATEGORY_COLOURS = [
  "green",
  "blue",
  "amber",
  "violet",
  "rose",
  "grey",
] as const satisfies CategoryColour[];

/** The background of a category's dot. */
export const COLOUR_STYLES: Record<CategoryColour, string> = {
  green: "bg-series-1",
  blue: "bg-series-2",
  amber: "bg-series-3",
  violet: "bg-series-4",
  rose: "bg-[#c4627f]",
  grey: "bg-edge",
};
