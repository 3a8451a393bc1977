import { percentLabel } from "@/components/charts/words";
import type { PicoUsd } from "@/lib/money";
import type { MemberBreakdown } from "@/lib/reports/types";
import { Amount } from "./amount";
import { savedInAll } from "./saving-words";
import { Tile } from "./tile";

/** What caches and cheaper models kept from being spent, and how much that is of what it would have been. */
export function SavedTile({ breakdown, spent }: { breakdown: MemberBreakdown; spent: PicoUsd }) {
  const saved = savedInAll(breakdown);
  const note = saved > 0n ? `${percentLabel(saved, saved + spent)} less than without` : "nothing measured";
  return (
    <Tile
      label="Saved"
      value={<Amount value={saved} />}
      note={saved < 0n ? "caching cost more than it saved" : note}
    />
  );
}
