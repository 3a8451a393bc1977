/** `a ÷ b` as a plain number; null where there is nothing to divide by. */
export function ratio(a: bigint, b: bigint): number | null {
  return b === 0n ? null : Number(a) / Number(b);
}

/** `amount × numerator ÷ denominator`, rounded up: what is planned is never understated by the rounding. */
export function shareOf(amount: bigint, numerator: number, denominator: number): bigint {
  const product = amount * BigInt(numerator);
  const divisor = BigInt(denominator);
  return product <= 0n ? product / divisor : (product + divisor - 1n) / divisor;
}

/** How much of `before` is saved by `after`, from 1 (all of it) down; negative where it is dearer, null for nothing. */
export function savingOf(before: bigint, after: bigint): number | null {
  return ratio(before - after, before);
}
