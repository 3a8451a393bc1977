import { PRICED_PROVIDERS } from "./catalogue";
import { booksOf } from "./names";

/**
 * Whose prices of the book hold for a provider of this name, whichever address it has; empty for a name that the
 * catalogue does not know, whose models have the prices that admins set.
 */
export function bookNamesOf(provider: string): string[] {
  return booksOf(provider).filter((book) => PRICED_PROVIDERS.some((known) => known === book));
}
