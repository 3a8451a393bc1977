import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { z } from "zod";
import * as schema from "@/db/schema";
import type { Db } from "../../db/client";

type Node = {
  "Node Type": string;
  "Index Name"?: string | undefined;
  "Relation Name"?: string | undefined;
  "Actual Rows"?: number | undefined;
  "Rows Removed by Filter"?: number | undefined;
  Plans?: Node[] | undefined;
};

const node: z.ZodType<Node> = z.object({
  "Node Type": z.string(),
  "Index Name": z.string().optional(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number().optional(),
  "Rows Removed by Filter": z.number().optional(),
  get Plans() {
    return z.array(node).optional();
  },
});
const answer = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: node })]) })]);

/** The steps of each statement that `work` sends, as PostgreSQL carried them out. */
export async function explain(url: string, work: (db: Db) => Promise<unknown>): Promise<Node[][]> {
  const sent: { query: string; params: unknown[] }[] = [];
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  const logger = { logQuery: (query: string, params: unknown[]) => void sent.push({ query, params }) };
  try {
    await work(drizzle(client, { schema, logger }));
    const plans: Node[][] = [];
    for (const { query, params } of sent) {
      const rows = await client.unsafe(`explain (analyze, format json) ${query}`, params.map(String));
      plans.push(flatten(answer.parse([...rows])[0]["QUERY PLAN"][0].Plan));
    }
    return plans;
  } finally {
    await client.end();
  }
}

function flatten(plan: Node): Node[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}

/** What is wrong with a list's plans: a page is read from its index, in its order. */
export function problemsOfList(plans: Node[][]): string[] {
  const problems: string[] = [];
  const steps = plans.flat();
  for (const index of ["threads_sidebar", "threads_pinned"]) {
    if (!steps.some((step) => step["Index Name"] === index)) problems.push(`The list does not use ${index}.`);
  }
  if (steps.some((step) => step["Node Type"].includes("Sort"))) problems.push("The list sorts.");
  return [...problems, ...wholeTables(steps)];
}

/** What is wrong with a search's plans: it meets rows of its member only. */
export function problemsOfSearch(plans: Node[][]): string[] {
  const steps = plans.flat();
  const problems = wholeTables(steps);
  const found = steps.find((step) => step.Plans?.some((inner) => inner["Index Name"] === "messages_terms"));
  if (!found) problems.push("The search does not use messages_terms.");
  // What the index leads to and its owner's condition turns away is somebody else's.
  if (found?.["Rows Removed by Filter"]) problems.push("The search reads other members' messages.");
  return problems;
}

function wholeTables(steps: Node[]): string[] {
  const read = steps.filter((step) => step["Node Type"] === "Seq Scan").map((step) => step["Relation Name"]);
  return [...new Set(read)].map((table) => `All of ${table} is read.`);
}
