import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import type { MemberSpend } from "@/lib/reports/types";
import { MemberTable } from "./member-table";

const member: MemberSpend = {
  ...{ userId: "u", name: "Member 07", email: "member-07@example.org", disabled: false },
  ...{ calls: 3, answers: 3, unpriced: 0, costPicoUsd: 0n, estimatedPicoUsd: 0n },
  ...{ todayPicoUsd: 0n, todayEstimatedPicoUsd: 0n },
  ...{ monthLimitPicoUsd: parseUsd("8"), dayLimitPicoUsd: parseUsd("1") },
  ...{ ownMonthLimitPicoUsd: null, ownDayLimitPicoUsd: null },
};

/** The cells of cost, month and day. */
function cellsOf(given: Partial<MemberSpend>): string[] {
  const html = renderToStaticMarkup(
    <MemberTable
      members={[{ ...member, ...given }]}
      isCurrent
      setLimits={async () => ({ ok: true, data: { message: "" } })}
    />,
  );
  const cells = [...html.matchAll(/<td.*?<\/td>/gs)].map(([cell]) =>
    cell
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
  return cells.slice(2, 5);
}

test("says of a member whose calls have no price that the cost is unknown", () => {
  expect(cellsOf({ unpriced: 3 })[0]).toBe("unpriced");
  expect(cellsOf({ unpriced: 2, costPicoUsd: parseUsd("2") })[0]).toBe("$2.00 + 2 unpriced");
  expect(cellsOf({})[0]).toBe("$0.00");
});

test("marks what is spent of a budget where a part of it is estimated", () => {
  const spent = { costPicoUsd: parseUsd("2"), todayPicoUsd: parseUsd("1.5") };
  expect(cellsOf({ ...spent, estimatedPicoUsd: 1n })).toEqual([
    ...["≈ $2.00", "≈ $2.00 of $8.00", "$1.50 of $1.00 over by $0.50"],
  ]);
  expect(cellsOf({ ...spent, estimatedPicoUsd: 1n, todayEstimatedPicoUsd: 1n })[2]).toBe(
    "≈ $1.50 of $1.00 over by ≈ $0.50",
  );
});
