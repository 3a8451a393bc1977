/** How a series looks: a colour of the palette and, once the four are used up, a pattern in it. */
export type SeriesLook = { color: string; pattern: "solid" | "stripes" | "dots" };

const COLORS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];
const OTHERS: SeriesLook = { color: "var(--series-5)", pattern: "solid" };

/** Looks by rank, so that no two of ten series look the same; "others" is always the grey one. */
export function seriesLook(key: string, rank: number): SeriesLook {
  if (key === "others" || key === "*") return OTHERS;
  const pattern = rank < COLORS.length ? "solid" : rank < COLORS.length * 2 ? "stripes" : "dots";
  return { color: COLORS[rank % COLORS.length] ?? OTHERS.color, pattern };
}

/** The pattern of a look, for `fill="url(#id)"`; a solid one needs none. */
export function SeriesPattern({ id, look }: { id: string; look: SeriesLook }) {
  if (look.pattern === "solid") return null;
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={look.color} fillOpacity="0.3" />
      {look.pattern === "stripes" ? (
        <rect width="3" height="6" fill={look.color} />
      ) : (
        <circle cx="3" cy="3" r="1.7" fill={look.color} />
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
      <rect width="10" height="10" rx="2.5" fill={look.pattern === "solid" ? look.color : `url(#${id})`} />
    </svg>
  );
}
