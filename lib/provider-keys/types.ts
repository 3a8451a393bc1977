/** How an admin says which API an endpoint speaks; `detect` leaves it to Purser. */
export type ProviderDialect = "responses" | "chat" | "detect";

/** What came of a test, in one sentence. */
export type ProviderTest = { works: boolean; sentence: string };

/** A provider as the page of admins has it: never its key. */
export type ProviderCard = {
  /** The row's id; the name for one of the environment. */
  providerId: string;
  /** What its models' ids begin with, and its name in the price book. */
  name: string;
  baseUrl: string;
  dialect: ProviderDialect;
  /** Set by who runs Purser: it can be tested here, but not changed. */
  fromEnvironment: boolean;
  /** The key's last four characters at most; null where it is not known here. */
  keyEnding: string | null;
  pausedAt: Date | null;
  /** Since when its calls keep failing, by the alerts. */
  failingSince: Date | null;
  tested: (ProviderTest & { at: Date }) | null;
  /** Why nobody can use it: the environment has one of that name, or the key was sealed with another AUTH_SECRET. */
  problem: "shadowed" | "unreadable" | null;
};

/** Which providers; what is left out does not matter. */
export type ProviderFilter = {
  /** Part of a name or an address. */
  text?: string | undefined;
  state?: "used" | "paused" | "failing" | undefined;
};

export type ProviderPage = { providers: ProviderCard[]; nextCursor: string | null };
