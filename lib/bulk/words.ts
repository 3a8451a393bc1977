import type { BulkOutcome } from "./change-each";

/** More would not fit into a short message. */
const REASONS_MAX = 2;

type Noun = { one: string; many: string };

/** "3 members are disabled. 2 are left as they were: Only an owner can change an owner." `did` follows the count. */
export function bulkWords(
  { done, refused }: BulkOutcome,
  { one, many }: Noun,
  did: [one: string, many: string],
): string {
  const [single, several] = did;
  const said = done.length === 1 ? `1 ${one} ${single}.` : `${done.length} ${many} ${several}.`;
  if (refused.length === 0) return said;
  const reasons = [...new Set(refused)];
  const more = reasons.length > REASONS_MAX ? ` And ${reasons.length - REASONS_MAX} more.` : "";
  const left = refused.length === 1 ? "1 is left as it was" : `${refused.length} are left as they were`;
  return `${said} ${left}: ${reasons.slice(0, REASONS_MAX).join(" ")}${more}`;
}
