import { describe, expect, test } from "vitest";
import { FORMULAS } from "./testing/formulas";
import { GOLDEN_FIGURES, type GoldenFigure } from "./testing/golden-figures";

/** A rule of so many deviations: the claim is that it can fire, which holds where a larger deviation is possible. */
const isThreshold = (id: string) => /^004-z\d+$/.test(id);
/** What a guide may round: "17 ×" for 16.67. */
const ROUNDING = 0.025;

function formulaOf(id: string) {
  const formula = FORMULAS.get(id);
  if (!formula) throw new Error(`No formula gives the figure ${id}.`);
  return formula;
}

const listOf = <T>(figure: T | readonly T[]): readonly T[] =>
  Array.isArray(figure) ? figure : [figure as T];

/** Half a unit of the last decimal with which a figure is written, or a billionth of it. */
function toleranceOf(figure: number): number {
  const decimals = /\.(\d+)$/.exec(String(figure))?.[1]?.length ?? 0;
  return Math.max(decimals === 0 ? 0 : 0.500001 * 10 ** -decimals, Math.abs(figure) * 1e-9);
}

function expectFigures(id: string, computed: readonly (number | null)[], correct: readonly number[]) {
  expect(computed, id).toHaveLength(correct.length);
  correct.forEach((figure, place) => {
    expect(computed[place], `${id}, figure ${place + 1}`).not.toBeNull();
    expect(
      Math.abs((computed[place] ?? 0) - figure),
      `${id}: ${computed[place]} for ${figure}`,
    ).toBeLessThanOrEqual(toleranceOf(figure));
  });
}

describe("the figures of the guides", () => {
  test("are 154, and each comes from a formula of its own", () => {
    expect(new Set(GOLDEN_FIGURES.map(({ id }) => id)).size).toBe(154);
    expect(GOLDEN_FIGURES.filter(({ id }) => !FORMULAS.has(id))).toEqual([]);
    expect([...FORMULAS.keys()].filter((id) => !GOLDEN_FIGURES.some((figure) => figure.id === id))).toEqual(
      [],
    );
  });

  test.each(
    GOLDEN_FIGURES.map((figure): [string, string, GoldenFigure] => [
      figure.id,
      formulaOf(figure.id).by,
      figure,
    ]),
  )("%s comes from %s", (id, _by, { correct }) => {
    expectFigures(id, listOf(formulaOf(id).figure), listOf(correct));
  });

  test.each(
    GOLDEN_FIGURES.filter(({ holds }) => holds === false).map(({ id, claimed }) => ({ id, claimed })),
  )("$id is not the $claimed that is claimed", ({ id, claimed }) => {
    const [figure] = listOf(formulaOf(id).figure);
    if (isThreshold(id)) expect(figure).toBeLessThan(claimed ?? 0);
    else expect(Math.abs((figure ?? 0) - (claimed ?? 0))).toBeGreaterThan((claimed ?? 0) * 1e-3);
  });

  test.each(GOLDEN_FIGURES.filter(({ holds }) => holds).map(({ id, claimed }) => ({ id, claimed })))(
    "$id is the $claimed that is claimed",
    ({ id, claimed }) => {
      const [figure] = listOf(formulaOf(id).figure);
      if (isThreshold(id)) expect(figure).toBeGreaterThan(claimed ?? 0);
      else expect(Math.abs((figure ?? 0) - (claimed ?? 0))).toBeLessThanOrEqual((claimed ?? 0) * ROUNDING);
    },
  );
});

describe("a figure that is itself not right", () => {
  test("001-P1e has three whole threads for two and a half: 40 messages in 2.5 threads cost $1.548", () => {
    const { figure, right } = formulaOf("001-P1e");
    expectFigures("001-P1e", right?.figure ?? [], [3.276, 1.548]);
    expect(right?.figure).not.toEqual(figure);
  });

  test("002-tot has a storage fee that nobody bills: without it the month is $540", () => {
    const { right } = formulaOf("002-tot");
    expectFigures("002-tot", right?.figure ?? [], [540]);
  });
});
