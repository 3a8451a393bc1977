import { z } from "zod";

/** A cost of a day in UTC; the amount as the number that the provider writes. */
export const costsSchema = z.array(
  z.object({ day: z.iso.date(), lineItem: z.string(), usd: z.number(), currency: z.string().default("usd") }),
);
export type CostsInput = z.input<typeof costsSchema>;
export type Costs = { set: (input: CostsInput) => void; page: (query: URLSearchParams) => object };

const DAY_S = 86_400;

/** OpenAI's organisation costs, a day a page, so that a reader has to turn pages. */
export function createCosts(): Costs {
  let costs: z.output<typeof costsSchema> = [];
  return {
    set: (input) => {
      costs = costsSchema.parse(input);
    },
    page: (query) => {
      const [from, until] = [Number(query.get("start_time")), Number(query.get("end_time"))];
      const start = Number(query.get("page") ?? from);
      const next = start + DAY_S;
      const hasMore = next < until;
      const results = costs.filter(({ day }) => Date.parse(day) === start * 1_000);
      const bucket = { object: "bucket", start_time: start, end_time: next, results: results.map(resultOf) };
      return { object: "page", data: [bucket], has_more: hasMore, next_page: hasMore ? String(next) : null };
    },
  };
}

function resultOf({ lineItem, usd, currency }: z.output<typeof costsSchema>[number]) {
  return {
    ...{ object: "organization.costs.result", line_item: lineItem, project_id: null },
    amount: { value: usd, currency },
  };
}
