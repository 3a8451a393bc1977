/** A failure that a person can mend; `message` is one sentence, printed as it stands. */
export class BenchFailure extends Error {
  override readonly name = "BenchFailure";
}
