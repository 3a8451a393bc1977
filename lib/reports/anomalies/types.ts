import type { PicoUsd } from "@/lib/money";
import type { CostGroup } from "../cost-types";

/** What an admin said of a day that cost more than expected. */
export type Dismissal = { reason: string; by: string; at: Date };

/** A day that cost more than its like, `impactPicoUsd` more than expected. */
export type CostAnomaly = {
  day: string;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  expectedPicoUsd: PicoUsd;
  /** Whether no day that it is expected from has an estimated amount. */
  isExpectedExact: boolean;
  impactPicoUsd: PicoUsd;
  /** Null while nobody has dismissed it. */
  dismissed: Dismissal | null;
};

/** What rose most on a day: the department, member or model with the most above its own usual. */
export type AnomalyCause = {
  group: Extract<CostGroup, "department" | "member" | "model">;
  key: string;
  label: string | null;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  usualPicoUsd: PicoUsd;
  isUsualExact: boolean;
};
