import type { ActionResult } from "@/lib/errors";
import type { ProviderTest } from "@/lib/provider-keys/types";

export type { ProviderCard, ProviderDialect, ProviderTest } from "@/lib/provider-keys/types";

type Act<T = void> = (input: { providerId: string }) => Promise<ActionResult<T>>;
type Save = (form: FormData) => Promise<ActionResult<{ message: string }>>;

export type ProviderActions = {
  add: Save;
  replace: Save;
  pause: Act;
  resume: Act;
  remove: Act;
  restore: Act;
  /** One sentence about what came of it. */
  test: Act<ProviderTest>;
};
