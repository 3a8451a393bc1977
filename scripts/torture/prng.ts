/** A small generator of numbers that only look random: the same seed gives the same ones on every machine. */
export type Prng = {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** A generator of its own for a name: what others draw does not change what it draws. */
  fork(name: string): Prng;
};

export function createPrng(seed: number | string): Prng {
  const next = mulberry32(hash(String(seed)));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  function at<T>(list: readonly T[], index: number): T {
    const value = list[index];
    if (value === undefined) throw new RangeError("There is nothing to choose from.");
    return value;
  }

  function shuffle<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => at(left.splice(int(0, left.length - 1), 1), 0));
  }

  function weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      if (left < weight) return value;
      left -= weight;
    }
    return at(choices, choices.length - 1)[0];
  }

  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (list) => at(list, int(0, list.length - 1)),
    weighted,
    shuffle,
    fork: (name) => createPrng(`${seed}/${name}`),
  };
}

/** The generator known as mulberry32: 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
