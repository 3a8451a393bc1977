const PURPOSES: Record<string, { one: string; many: string }> = {
  answer: { one: "Answer", many: "Answers" },
  title: { one: "Title", many: "Thread titles" },
};

/** "Answer", "Title"; what has no word yet, as it is stored. */
export function purposeWord(purpose: string): string {
  return PURPOSES[purpose]?.one ?? purpose;
}

/** "Answer and title". */
export function purposeWords(purposes: readonly string[]): string {
  const [first = "", ...others] = purposes.map(purposeWord);
  return [first, ...others.map((word) => word.toLowerCase())].join(" and ");
}

/** "Answers", "Thread titles". */
export function purposesWord(purpose: string): string {
  return PURPOSES[purpose]?.many ?? purpose;
}
