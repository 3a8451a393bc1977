import { PICO_PER_USD, type PicoUsd } from "@/lib/money";

export type RoiInput = { members: number; interactionsPerMember: number; monthPicoUsd: PicoUsd };

/** What an interaction costs, in words: below a cent, five cents, twenty cents, or more. */
export type RoiBand = "excellent" | "good" | "acceptable" | "marginal";

export type Roi = {
  /** Null without interactions, and without members; rounded down to a pico-USD. */
  perInteractionPicoUsd: PicoUsd | null;
  perMemberPicoUsd: PicoUsd | null;
  band: RoiBand | null;
};

const CENT = PICO_PER_USD / 100n;
const BANDS: [RoiBand, below: PicoUsd][] = [
  ["excellent", CENT],
  ["good", 5n * CENT],
  ["acceptable", 20n * CENT],
];

/** A cent exactly is not below a cent. */
export function analyseRoi({ members, interactionsPerMember, monthPicoUsd }: RoiInput): Roi {
  const people = BigInt(members);
  const interactions = people * BigInt(interactionsPerMember);
  const isBelow = (limit: PicoUsd) => monthPicoUsd < limit * interactions;
  return {
    perInteractionPicoUsd: interactions === 0n ? null : monthPicoUsd / interactions,
    perMemberPicoUsd: people === 0n ? null : monthPicoUsd / people,
    band: interactions === 0n ? null : (BANDS.find(([, limit]) => isBelow(limit))?.[0] ?? "marginal"),
  };
}
