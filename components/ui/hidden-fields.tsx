/** What a form sends besides what is typed, by name; a list is sent as several of one name. */
export function HiddenFields({ values }: { values: Record<string, string | readonly string[]> }) {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
  );
}
