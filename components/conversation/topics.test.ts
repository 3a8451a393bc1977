import { describe, expect, test } from "vitest";
import { isNewTopic } from "./topics";
import { LABELLED } from "./topics.labelled";

const CASES = LABELLED.flatMap(({ said, stays, leaves }) => [
  ...stays.map((draft) => ({ draft, said, leaves: false })),
  ...leaves.map((draft) => ({ draft, said, leaves: true })),
]);

describe("isNewTopic", () => {
  test("is right nearly always when it speaks, and speaks most of the times it could", () => {
    const spoken = CASES.filter(({ draft, said }) => isNewTopic(draft, said));
    const right = spoken.filter(({ leaves }) => leaves);
    const wrong = spoken.filter(({ leaves }) => !leaves).map(({ draft }) => draft);
    const precision = right.length / spoken.length;
    const recall = right.length / CASES.filter(({ leaves }) => leaves).length;
    const falseAlarms = wrong.length / CASES.filter(({ leaves }) => !leaves).length;
    // biome-ignore lint/suspicious/noConsole: the figures are what the set is for.
    console.info(
      `${CASES.length} labelled messages: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, false alarms ${falseAlarms.toFixed(2)}`,
    );
    expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.7);
    expect(falseAlarms, wrong.join("\n")).toBeLessThanOrEqual(0.08);
  });

  test.each(["", "ok", "Thanks, that helps!", "Why?", "Make it shorter, please.", "continue"])(
    "says nothing of %j",
    (draft) => {
      for (const { said } of LABELLED) expect(isNewTopic(draft, said)).toBe(false);
    },
  );

  test("says nothing where there is no topic yet", () => {
    expect(
      isNewTopic("Plan a weekend in Lisbon with museums and beaches", ["Hello", "Hello! How can I help?"]),
    ).toBe(false);
  });
});
