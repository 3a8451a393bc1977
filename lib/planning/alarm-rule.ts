/**
 * How many standard deviations one day of `days` can lie above the mean of all of them, itself included, however much was
 * spent on it: (n − 1) ÷ √n. Null for less than two days.
 */
export function largestDeviation(days: number): number | null {
  return days < 2 ? null : (days - 1) / Math.sqrt(days);
}

/** How often a rule of so many standard deviations fires for nothing, if days scatter by the bell curve. */
export function falseAlarms(input: { series: number; days: number; deviations: number }): number {
  return input.series * input.days * upperTail(input.deviations);
}

/** The share of the bell curve above so many standard deviations, to seven decimals (Abramowitz and Stegun 26.2.17). */
function upperTail(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * deviations);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = terms.reduceRight((rest, term) => t * (term + rest), 0);
  return (Math.exp(-(deviations ** 2) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
