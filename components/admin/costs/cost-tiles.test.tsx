import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { NO_USAGE } from "@/lib/reports";
import type { Costs } from "@/lib/reports/types";
import { CostTiles, FurtherTiles } from "./cost-tiles";

const costs: Costs = {
  range: {
    ...{ preset: "custom", from: "2026-11-01", to: "2026-11-20", days: 20, today: "2026-11-22" },
    ...{ before: { from: "2026-10-12", to: "2026-10-31" }, timeZone: "UTC", readAt: new Date() },
  },
  ...{ granularity: "day", group: "model", subgroup: null, buckets: [], beforeUntil: null },
  total: { ...NO_USAGE, calls: 4, answers: 4, unpriced: 4 },
  before: { costPicoUsd: parseUsd("2"), estimatedPicoUsd: 0n },
  ...{ beforeBuckets: [], keys: [], pieces: [], combinations: null, divided: null },
  ...{ activeMembers: 2, committed: { reservations: 0, amountPicoUsd: 0n }, refusals: 0 },
};

function tilesOf(total: Costs["total"]): string[] {
  const html = renderToStaticMarkup(
    <>
      <CostTiles costs={{ ...costs, total }} forecast={null} month={null} budget={null} />
      <FurtherTiles costs={{ ...costs, total }} />
    </>,
  );
  return [...html.matchAll(/<article.*?<\/article>/gs)].map(([tile]) =>
    tile
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
}

test("say that the cost is unknown where no call has a price, and compare it with nothing", () => {
  expect(tilesOf(costs.total)).toEqual(
    expect.arrayContaining([
      "Spend unpriced none of 4 calls has a price",
      "Per active member unpriced 2 members active",
      "Per message unpriced 4 answers",
    ]),
  );
});

test("say how many calls are beyond what is known", () => {
  const tiles = tilesOf({ ...costs.total, unpriced: 3, costPicoUsd: parseUsd("4") });
  expect(tiles[0]).toMatch(/^Spend \$4\.00 \+ 3 unpriced/);
  expect(tiles).toContain("Per active member $2.00 + 3 unpriced 2 members active");
  expect(tiles).toContain("Per message $1.00 + 3 unpriced 4 answers");
  expect(tilesOf({ ...costs.total, unpriced: 0 })[0]).toMatch(/^Spend \$0\.00/);
});
