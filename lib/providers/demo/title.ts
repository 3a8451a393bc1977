const WORDS_MAX = 5;

/** A title from the first words a person wrote. */
export function titleOf(text: string): string {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const title = words.slice(0, WORDS_MAX).join(" ");
  return title ? title.charAt(0).toUpperCase() + title.slice(1) : "New thread";
}
