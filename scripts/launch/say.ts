/** Prints a step that is done. */
export function done(text: string): void {
  console.log(`✓ ${text}`);
}

/** Prints a line that is no step: what goes on now, or what to do next. */
export function tell(text: string): void {
  console.log(`  ${text}`);
}

/** Prints why things did not go as they should. */
export function complain(text: string): void {
  console.error(`✗ ${text}`);
}

export function seconds(sinceMs: number): string {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}
