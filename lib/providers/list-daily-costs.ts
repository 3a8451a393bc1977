import OpenAI from "openai";
import { explain } from "./explain";
import { guardedFetch, leanFetch } from "./transport";
import type { Provider } from "./types";

const TIMEOUT_MS = 20_000;
const DAYS_AT_ONCE_MAX = 31;
const PAGES_MAX = 100;

/** What was charged for a line item (a model and a kind of tokens) in a day that begins at `startsAt`, midnight in UTC. */
export type DailyCost = { startsAt: Date; lineItem: string; amount: string; currency: string };

type Ask = Pick<Provider, "baseUrl" | "guarded"> & { adminKey: string; from: Date; until: Date };

/**
 * What OpenAI says it charged the whole organisation of the admin key, whichever key or project the calls were made
 * with, day by day. Throws `provider_failed` where it does not say.
 */
export async function listDailyCosts({ baseUrl, guarded, adminKey, from, until }: Ask): Promise<DailyCost[]> {
  const client = new OpenAI({
    ...{ baseURL: baseUrl, apiKey: "none", adminAPIKey: adminKey, organization: null, project: null },
    ...{ fetch: guarded ? guardedFetch : leanFetch, maxRetries: 1, timeout: TIMEOUT_MS, logLevel: "off" },
  });
  const query = {
    ...{ start_time: seconds(from), end_time: seconds(until), bucket_width: "1d" as const },
    ...{ group_by: ["line_item" as const], limit: DAYS_AT_ONCE_MAX },
  };
  const costs: DailyCost[] = [];
  let page: string | null = null;
  try {
    for (let read = 0; read < PAGES_MAX; read++) {
      const answer: Page = await client.admin.organization.usage.costs(
        page === null ? query : { ...query, page },
      );
      costs.push(...answer.data.flatMap(costsIn));
      page = answer.next_page;
      if (!answer.has_more || page === null) return costs;
    }
  } catch (error) {
    throw explain(error);
  }
  throw explain(new Error(`The provider has more than ${PAGES_MAX} pages of costs for these days.`));
}

type Page = Awaited<ReturnType<OpenAI["admin"]["organization"]["usage"]["costs"]>>;

function costsIn({ start_time, results }: Page["data"][number]): DailyCost[] {
  return results.flatMap((result) => {
    if (result.object !== "organization.costs.result") return [];
    const { value = 0, currency = "usd" } = result.amount ?? {};
    const startsAt = new Date(start_time * 1_000);
    return [{ startsAt, lineItem: result.line_item ?? "", amount: String(value), currency }];
  });
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
