const CONSONANTS = [..."bdfghklmnprstvwz", "ch", "sh", "st", "tr"];
const VOWELS = [..."aeiou"];
const SYLLABLES = CONSONANTS.flatMap((consonant) => VOWELS.map((vowel) => consonant + vowel));
/** As many as a big team's threads have. */
export const WORDS = 50_000;

/** The word of a rank, the commonest being 0: no two ranks have the same, and neighbours do not look alike. */
export function wordOf(rank: number): string {
  // Relatively prime to the number of words, so that every rank gets a number of its own.
  let number = (rank * 7_919) % WORDS;
  let word = SYLLABLES[number % SYLLABLES.length] ?? "";
  do {
    number = Math.floor(number / SYLLABLES.length);
    word += SYLLABLES[number % SYLLABLES.length];
  } while (number >= SYLLABLES.length);
  return word;
}

/** A word that only this member writes. */
export function ownWordOf(member: number): string {
  return `solely${member}`;
}
