const NAME_CHARACTERS_MAX = 80;
/** What file systems forbid, what cannot be seen, and what turns the order of letters around. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;
/** Names that Windows keeps for its devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

type Named = { ending: string; at: Date; timeZone: string };

/** The title of a single thread, or "Purser threads" with the date, as every file system takes it. */
export function fileNameOf(titles: readonly string[], { ending, at, timeZone }: Named): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
  const [title = ""] = titles;
  const name = titles.length === 1 ? safeName(title) : "";
  return `${name || `Purser threads ${day}`}.${ending}`;
}

function safeName(title: string): string {
  const name = [...title.replace(UNFIT, " ").replace(/\s+/g, " ")]
    .slice(0, NAME_CHARACTERS_MAX)
    .join("")
    .replace(/^[. ]+|[. ]+$/g, "");
  return DEVICE.test(name) ? `${name}_` : name;
}
