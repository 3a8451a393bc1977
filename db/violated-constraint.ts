/** The name of the unique index that refused a row, read from the driver's error. */
export function violatedConstraint(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof Error && "code" in cause && cause.code === "23505" && "constraint_name" in cause) {
    return String(cause.constraint_name);
  }
  return null;
}
