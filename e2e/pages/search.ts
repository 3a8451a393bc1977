import type { Locator, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages } from "@/db/schema";
import type { Member } from "../fixtures/people";
import { recordAnswer } from "../fixtures/spend";

export const HOSTILE = "<img src=x onerror=alert(1)>";
const LIBRARY = {
  "Quarterly report": { question: "Draft the intro", answer: "The Łódź office grew by twelve per cent." },
  "Trip to Oslo": {
    question: "Which trains run at night?",
    answer: "Night trains leave from platform three.",
  },
  "A picture": { question: "What does this do?", answer: `It says ${HOSTILE} and means mischief.` },
};

type Title = keyof typeof LIBRARY;

/** The member's threads by title, with their words in the index as those of every finished answer. */
export async function fill(db: Db, member: Member): Promise<Record<Title, string>> {
  const stored = async (title: Title) => {
    const { userId } = member;
    const past = { userId, at: new Date(), inputTokens: 100, outputTokens: 50, thread: { title } };
    return (await recordAnswer(db, { ...past, ...LIBRARY[title] })).id;
  };
  const ids = {
    "Quarterly report": await stored("Quarterly report"),
    "Trip to Oslo": await stored("Trip to Oslo"),
    "A picture": await stored("A picture"),
  };
  await index(db, member);
  return ids;
}

/** A text is in the index once its tokens are counted, which no answer of the past had done. */
export async function index(db: Db, { userId }: Pick<Member, "userId">): Promise<void> {
  await db.update(messages).set({ contentTokens: 50 }).where(eq(messages.userId, userId));
}

/** On a phone the threads are behind the menu. */
export async function openThreads(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  if (await menu.isVisible()) await menu.click();
}

export async function openSearch(page: Page): Promise<Locator> {
  await openThreads(page);
  return page.getByRole("searchbox", { name: "Search threads" });
}

/** What was found, in its order. */
export const results = (page: Page) => page.getByRole("list", { name: "Search results" });
export const result = (page: Page, title: string) => results(page).getByRole("link", { name: title });
