/** A failure of the set-up that a person can mend; `message` is printed as it stands. */
export class LaunchFailure extends Error {
  override readonly name = "LaunchFailure";
}

/** The system's code of a failed call ("ENOENT"), or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
