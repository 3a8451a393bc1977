import { expect, test } from "vitest";
import { withQuote } from "./blockquote";

test("a quote stands line by line, with room to answer it", () => {
  expect(withQuote("", " First line  \n\n  - a point\n")).toBe("> First line\n>\n>   - a point\n\n");
});

test("a quote goes behind what is typed already", () => {
  expect(withQuote("Compare this:\n", "One")).toBe("Compare this:\n\n> One\n\n");
});
