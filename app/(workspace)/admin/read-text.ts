/** What the address searches for, as text that can be stored; undefined where nothing is. */
export function readText(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value.replaceAll("\0", "").trim().slice(0, 200) || undefined : undefined;
}
