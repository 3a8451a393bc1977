import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { standing } from "@/components/shell/testing";
import { StandingCell } from "./standing-cell";

const textOf = (estimated: bigint) =>
  renderToStaticMarkup(
    <StandingCell
      label="Used"
      standing={{ ...standing({ limit: "5", spent: "1.88" }), estimated }}
      timeZone="UTC"
    />,
  );

test("what is used and left of a budget is about so much where it holds an estimate", () => {
  expect(textOf(1n)).toContain("≈ $1.88 used, ≈ $3.12 left of $5.00");
  expect(textOf(0n)).toContain("$1.88 used, $3.12 left of $5.00");
  expect(textOf(0n)).not.toContain("≈");
});
