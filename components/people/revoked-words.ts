/** "1 open invitation of theirs is revoked for good." Empty where there was none. */
export function revokedWords(invitations: number): string {
  if (invitations === 0) return "";
  return invitations === 1
    ? " 1 open invitation of theirs is revoked for good."
    : ` ${invitations} open invitations of theirs are revoked for good.`;
}
