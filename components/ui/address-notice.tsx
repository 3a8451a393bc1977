import { Alert } from "./alert";

/** What of the page's address was not understood, and what is shown instead; nothing where all of it was. */
export function AddressNotice({ problem }: { problem: string | null }) {
  return problem && <Alert tone="warn">{problem}</Alert>;
}
