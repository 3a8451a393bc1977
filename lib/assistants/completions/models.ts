import type { ProgramCtx } from "@/lib/org/types";
import { listOwnModels } from "../models/list-own";
import type { ModelOption } from "../types";
import { modelNotFound } from "./failures";

/** A model as OpenAI lists it. When it was made is not known here, so `created` is 0. */
export type ProgramModel = { id: string; object: "model"; created: 0; owned_by: string };

/**
 * The models that a program may ask for: those that the member's plan has and that may be called. A name that two
 * providers have stands for the first; the others are called `provider/model`.
 */
export async function listProgramModels(ctx: ProgramCtx): Promise<ProgramModel[]> {
  const named = new Set<string>();
  return (await listCallable(ctx)).map((option) => {
    const isTaken = named.has(option.model);
    named.add(option.model);
    return toProgramModel(isTaken ? option.id : option.model, option);
  });
}

/** One of them, by either name. Throws `not_found`. */
export async function getProgramModel(ctx: ProgramCtx, id: string): Promise<ProgramModel> {
  const option = (await listCallable(ctx)).find((one) => one.id === id || one.model === id);
  if (option) return toProgramModel(id, option);
  throw modelNotFound(`There is no model ${id.slice(0, 100)} here: choose one of those under /v1/models.`);
}

async function listCallable(ctx: ProgramCtx): Promise<ModelOption[]> {
  return (await listOwnModels(ctx)).filter((option) => option.price || option.unpriced);
}

function toProgramModel(id: string, { provider }: ModelOption): ProgramModel {
  return { id, object: "model", created: 0, owned_by: provider };
}
