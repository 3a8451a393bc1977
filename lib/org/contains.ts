/** The pattern of `ilike` for what has these words in it, as they are typed; null for none. */
export function containing(text: string | undefined): string | null {
  const words = text?.trim();
  return words ? `%${words.replace(/[\\%_]/g, "\\$&")}%` : null;
}
