import { eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { CATEGORY_COLOURS, categories } from "@/db/schema";
import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { oneLine } from "../threads/title";
import type { Category, CategoryColour } from "../types";
import { CATEGORIES_MAX } from "./list";
import { isOwnCategory, noCategory } from "./own";

export const NAME_CHARACTERS_MAX = 40;

type Saving = { categoryId?: string | undefined; name: string; colour: CategoryColour };

/** Makes a category of the caller's, or changes one. Throws `invalid`, `not_found`, and `conflict` for a name there is already. */
export async function saveCategory(ctx: Ctx, { categoryId, name: given, colour }: Saving): Promise<Category> {
  const name = readName(given);
  if (!CATEGORY_COLOURS.includes(colour)) throw new AppError("invalid", "Choose one of the colours.");
  try {
    return categoryId === undefined
      ? await create(ctx, { name, colour })
      : await change(ctx, { id: categoryId, name, colour });
  } catch (error) {
    if (violatedConstraint(error) !== "categories_name") throw error;
    throw nameTaken(error);
  }
}

function nameTaken(cause: unknown): AppError {
  const details = { field: "name" };
  return new AppError("conflict", "You have a category of this name: choose another one.", {
    cause,
    details,
  });
}

async function create(ctx: Ctx, fields: Omit<Category, "id">): Promise<Category> {
  const { userId } = ctx.actor;
  if ((await ctx.db.$count(categories, eq(categories.userId, userId))) >= CATEGORIES_MAX) {
    throw new AppError(
      "invalid",
      `You have ${CATEGORIES_MAX} categories, the most there can be: delete one first.`,
    );
  }
  const category = { id: newId(), ...fields };
  await ctx.db.insert(categories).values({ ...category, userId });
  return category;
}

async function change(ctx: Ctx, category: Category): Promise<Category> {
  const { id, ...fields } = category;
  const changed = await ctx.db
    .update(categories)
    .set(fields)
    .where(isOwnCategory(ctx, id))
    .returning({ id: categories.id });
  if (changed.length === 0) throw noCategory();
  return category;
}

function readName(given: string): string {
  const name = oneLine(given);
  const details = { field: "name" };
  if (!name) throw new AppError("invalid", "A category needs a name.", { details });
  if (name.length > NAME_CHARACTERS_MAX) {
    throw new AppError("invalid", `A category's name has at most ${NAME_CHARACTERS_MAX} characters.`, {
      details,
    });
  }
  return name;
}
