/** How a series looks: a colour of the palette, full or lighter, plain or with a texture in it. */
export type SeriesLook = { color: string; tint: 0 | 1 | 2; texture: "plain" | "lines" | "dots" };

/** Told apart also by who does not see every colour: those next to each other differ in lightness as well. */
const COLORS = [1, 2, 3, 4, 6, 7, 8, 9, 10].map((number) => `var(--series-${number})`);
const TINTS = [0, 1, 2] as const;
const TEXTURES = ["plain", "lines", "dots"] as const;
/** How much of the colour is left in a tint, in percent; the rest is the card's. */
const SHARES = { 0: 100, 1: 64, 2: 38 };
const OTHERS: SeriesLook = { color: "var(--series-5)", tint: 0, texture: "plain" };

/** Looks by rank, so that no two of ten series look the same; "others" is always the grey one. */
export function seriesLook(key: string, rank: number): SeriesLook {
  if (key === "others" || key === "*") return OTHERS;
  return { ...OTHERS, color: COLORS[rank % COLORS.length] ?? OTHERS.color };
}

/** Of a part of a series: the colour of the whole, lighter from part to part and then with a texture. */
export function partLook(key: string, rank: number, part: number): SeriesLook {
  const look = seriesLook(key, rank);
  const texture = TEXTURES[Math.floor(part / TINTS.length) % TEXTURES.length] ?? "plain";
  return look === OTHERS ? look : { ...look, tint: TINTS[part % TINTS.length] ?? 0, texture };
}

/** What fills it: a colour, or the pattern that `SeriesPattern` draws under the id. */
export function seriesFill(id: string, look: SeriesLook): string {
  return look.texture === "plain" ? tinted(look) : `url(#${id})`;
}

function tinted({ color, tint }: SeriesLook): string {
  return tint === 0 ? color : `color-mix(in oklab, ${color} ${SHARES[tint]}%, var(--card))`;
}

/** The pattern of a look, for `fill="url(#id)"`; a plain one needs none. */
export function SeriesPattern({ id, look }: { id: string; look: SeriesLook }) {
  if (look.texture === "plain") return null;
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse">
      <rect width="5" height="5" fill={tinted(look)} />
      {look.texture === "lines" ? (
        <rect y="1.5" width="5" height="1.75" fill="var(--card)" />
      ) : (
        <circle cx="2.5" cy="2.5" r="1.4" fill="var(--card)" />
      )}
    </pattern>
  );
}

/** The small square of a legend. */
export function SeriesSwatch({ id, look }: { id: string; look: SeriesLook }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 shrink-0">
      <defs>
        <SeriesPattern id={id} look={look} />
      </defs>
      <rect width="10" height="10" rx="2.5" fill={seriesFill(id, look)} />
    </svg>
  );
}
