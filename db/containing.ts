/** The pattern of `ilike` for what has a text in it as it is typed, spaces at its ends aside; of nothing, for everything. */
export function containing(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
}
