/** What the address of a file holds besides its path; what is empty is left out. */
export function toSearch(filter: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}
