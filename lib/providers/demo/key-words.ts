const STOP_WORDS = new Set(
  `about above after again also and any are because been before being between both but can cannot could did does
  doing down during each few for from further get give had has have having help her here hers him his how into its
  just know like make many me might more most much must need not now of off once one only onto or other our ours out
  over own please same she should show since some such tell than that the their them then there these they this those
  through too under until upon very want was were what when where which while who whom why will with without would
  write you your yours summarise summarize summary following text`.split(/\s+/),
);

/** The words a text is about, the most frequent first, as they were written. */
export function keyWords(text: string, countMax: number): string[] {
  const found = new Map<string, { word: string; count: number }>();
  for (const word of text.slice(0, 20_000).match(/\p{L}[\p{L}\p{N}'’-]{2,}/gu) ?? []) {
    const key = word.toLowerCase();
    if (STOP_WORDS.has(key)) continue;
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { word, count: 1 });
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, countMax)
    .map(({ word }) => word);
}
