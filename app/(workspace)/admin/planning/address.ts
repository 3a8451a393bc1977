export type SearchParams = Record<string, string | string[] | undefined>;

/** "model", or a card's field such as "growth.threads". */
const NAME = /^(model|[a-z-]{2,20}\.[a-zA-Z]{2,40})$/;
const LENGTH_MAX = 100;
const TEXTS_MAX = 100;

/** What the address holds of what was typed; anything else in it is left alone. */
export function readTexts(params: SearchParams): Record<string, string> {
  const texts = Object.entries(params).flatMap(([name, text]): [string, string][] =>
    NAME.test(name) && typeof text === "string" ? [[name, text.slice(0, LENGTH_MAX)]] : [],
  );
  return Object.fromEntries(texts.slice(0, TEXTS_MAX));
}
