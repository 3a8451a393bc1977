/** The longest title a person can give. */
export const TITLE_LENGTH_MAX = 120;

/** The longest name of a category. */
export const CATEGORY_NAME_LENGTH_MAX = 40;

/** What stands where a thread has no title. */
export function untitled(temporary: boolean): string {
  return temporary ? "Temporary thread" : "New thread";
}

export function titleOf({ title, temporary }: { title: string; temporary: boolean }): string {
  return title || untitled(temporary);
}
