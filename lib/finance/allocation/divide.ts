/** Hundredths of a percent: 2,500 is a quarter. */
export type Weight = { key: string; basisPoints: number };

export const WHOLE = 10_000;

/** The key of what nobody has a share of. */
export const UNALLOCATED = "";

/**
 * Divides an amount by shares and what is left of the whole, exactly: each part is rounded towards zero, and the units
 * that remain go to the largest remainders, of equal ones to the first. The parts add up to the amount, whatever its sign.
 */
export function divide(amount: bigint, weights: readonly Weight[]): Map<string, bigint> {
  const given = weights.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  if (given > WHOLE) throw new RangeError(`Shares of ${given} of ${WHOLE} are more than the whole.`);
  const sign = amount < 0n ? -1n : 1n;
  const total = amount * sign;
  const parts = [...weights, { key: UNALLOCATED, basisPoints: WHOLE - given }].map(({ key, basisPoints }) => {
    const product = total * BigInt(basisPoints);
    return { key, part: product / BigInt(WHOLE), remainder: product % BigInt(WHOLE) };
  });
  let left = total - parts.reduce((sum, { part }) => sum + part, 0n);
  for (const piece of [...parts].sort((a, b) => Number(b.remainder - a.remainder))) {
    if (left === 0n) break;
    piece.part += 1n;
    left -= 1n;
  }
  return new Map(parts.map(({ key, part }) => [key, part * sign]));
}
