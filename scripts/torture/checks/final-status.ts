const FINAL: readonly string[] = ["completed", "incomplete", "failed", "cancelled", "expired"];

export function isFinal(status: string): boolean {
  return FINAL.includes(status);
}
