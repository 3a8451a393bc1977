/** A model as it is asked for: the provider's id and the model's name there. */
export type Named = { provider: string; model: string };

/** What `provider/model` names; a provider's name has no slash. */
export function namedOf(id: string): Named {
  const end = id.indexOf("/");
  return { provider: id.slice(0, Math.max(0, end)), model: id.slice(end + 1) };
}

/** Who makes models, in the order in which a bare name is looked up for an endpoint that nobody knows. */
export const MAKERS = ["openai", "anthropic", "google", "mistral", "deepseek", "x-ai", "cohere"] as const;

/** A price under this name holds for every model of its provider that has none of its own. */
export const EVERY_MODEL = "*";

const DATED_RELEASE = /^(.+)-(?:\d{8}|\d{4}-\d{2}-\d{2})$/;

/**
 * The books in which a provider's models are looked up, its own first. Azure sells OpenAI's models under OpenAI's
 * prices; an unknown endpoint is read as a gateway to the makers, not to resellers.
 */
export function booksOf(provider: string): string[] {
  if (provider === "azure") return ["azure", "openai"];
  if (provider === "compatible") return ["compatible", ...MAKERS];
  return [provider];
}

/** The whole names under which a model may be priced, the nearest first: its own, and that of its dated release. */
export function namesOf({ provider, model }: Named): string[] {
  const names = [model, DATED_RELEASE.exec(model)?.[1]].filter((name) => name !== undefined);
  return provider === "ollama" ? [...names, EVERY_MODEL] : names;
}

type Dated = { effectiveFrom: Date };

/** Prices by book and name, and the other exact names that lead to them. */
export type PriceIndex<T extends Dated> = { prices: Map<string, T[]>; aliases: Map<string, string> };

export function keyOf({ provider, model }: Named): string {
  return `${provider}\n${model}`;
}

export function indexPrices<T extends Named & Dated>(
  rows: T[],
  aliases: (Named & { alias: string })[],
): PriceIndex<T> {
  const index: PriceIndex<T> = { prices: new Map(), aliases: new Map() };
  for (const row of rows) {
    const list = index.prices.get(keyOf(row));
    if (list) list.push(row);
    else index.prices.set(keyOf(row), [row]);
  }
  for (const { provider, alias, model } of aliases)
    index.aliases.set(keyOf({ provider, model: alias }), model);
  return index;
}

/** The prices that may hold for a model, the nearest list first; the order is the one of `findPrice`. */
function candidatesIn<T extends Dated>(index: PriceIndex<T>, wanted: Named): T[][] {
  const listed = (provider: string, model: string) => index.prices.get(keyOf({ provider, model })) ?? [];
  return booksOf(wanted.provider).flatMap((provider) =>
    namesOf(wanted).flatMap((name) => {
      const alias = index.aliases.get(keyOf({ provider, model: name }));
      return [listed(provider, name), ...(alias ? [listed(provider, alias)] : [])];
    }),
  );
}

/** The prices that came to hold one after the other: at each instant the newest one of the nearest list that has any. */
export function timelineOf<T extends Dated>(candidates: T[][]): T[] {
  const nearer: T[] = [];
  const timeline: T[] = [];
  for (const list of candidates) {
    const begun = Math.min(...nearer.map(({ effectiveFrom }) => effectiveFrom.getTime()));
    timeline.push(...list.filter(({ effectiveFrom }) => effectiveFrom.getTime() < begun));
    nearer.push(...list);
  }
  return timeline.sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime());
}

/** What a model costs over time by an index. */
export function timelineIn<T extends Dated>(index: PriceIndex<T>, wanted: Named): T[] {
  return timelineOf(candidatesIn(index, wanted));
}

/** What holds at an instant on a timeline. */
export function priceAt<T extends Dated>(timeline: T[], at: Date): T | undefined {
  return timeline.findLast(({ effectiveFrom }) => effectiveFrom <= at);
}
