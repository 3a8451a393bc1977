/** The longest title a person can give. */
export const TITLE_LENGTH_MAX = 120;

/** The longest name of a category. */
export const CATEGORY_NAME_LENGTH_MAX = 40;
