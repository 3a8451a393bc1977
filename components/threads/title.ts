/** The longest title a person can give. */
export const TITLE_LENGTH_MAX = 120;
