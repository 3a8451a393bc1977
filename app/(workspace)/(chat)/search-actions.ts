"use server";

import { z } from "zod";
import { SEARCH_CHARACTERS_MAX, SINCE } from "@/components/threads/search-types";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";
import { getEnv } from "@/lib/env";
import { sinceOf, toSearchRow } from "./search-rows";

export const searchThreads = defineAction(
  z.object({
    text: z.string().max(SEARCH_CHARACTERS_MAX, `Search for at most ${SEARCH_CHARACTERS_MAX} characters.`),
    archived: z.boolean().optional(),
    categoryId: z.uuid("This category does not exist any more.").optional(),
    since: z.enum(SINCE).optional(),
  }),
  async (ctx, { since, ...asked }) => {
    const now = new Date();
    const hits = await assistants.searchThreads(ctx, { ...asked, since: sinceOf(since, now) });
    return hits.map((hit) => toSearchRow(hit, { timeZone: getEnv().ORG_TIME_ZONE, now }));
  },
);
