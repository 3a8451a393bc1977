import { expect, test } from "vitest";
import { describeReport, type Report, toVerdict, verdict } from "./report";

test("a verdict shows its evidence only when it is broken, and the first of it", () => {
  expect(verdict("Lost", { value: 0, limit: 0 }, ["unused"])).toMatchObject({ kept: true, evidence: [] });
  const broken = verdict("Lost", { value: 7, limit: 0 }, ["1", "2", "3", "4", "5", "6", "7"]);
  expect(broken).toMatchObject({ kept: false, evidence: ["1", "2", "3", "4", "5"] });
});

test("a report names what was broken, and why", () => {
  const report: Report = {
    seed: 1,
    schedule: "abc",
    seconds: 30,
    instances: 3,
    dialect: "chat",
    messages: {
      byAnswer: { accepted: 4, refused: 1, conflict: 0, failed: 0, unanswered: 0 },
      byDoor: { browser: 5 },
    },
    runsByStatus: { completed: 4 },
    faults: { app_kill: 2 },
    notes: { Admissions: "12" },
    verdicts: [
      toVerdict("Unrecorded", { value: "0.10 %", limit: "3 %", kept: true }),
      verdict("Stuck holds", { value: 1, limit: 0 }, ["Reservation r1."]),
    ],
    kept: false,
  };
  const text = describeReport(report);
  expect(text).toMatch(/4 accepted, 1 refused/);
  expect(text).toMatch(/2 app kill/);
  expect(text).toMatch(/✓ Unrecorded +0\.10 % +≤ 3 %/);
  expect(text).toMatch(/✗ Stuck holds +1 +≤ 0/);
  expect(text).toMatch(/Stuck holds: Reservation r1\./);
});
