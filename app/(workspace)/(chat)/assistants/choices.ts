import type { AssistantChoices } from "@/components/assistants/types";
import { modelWords } from "@/components/conversation/quote";
import { listModels } from "@/lib/assistants";
import { DEPARTMENTS_MAX, findDepartmentOf, listDepartments } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";

/** What the caller can make an assistant of. */
export async function readAssistantChoices(ctx: Ctx): Promise<AssistantChoices> {
  const [models, departments] = await Promise.all([listModels(ctx), readDepartments(ctx)]);
  return { models: models.map((model) => ({ id: model.id, name: modelWords(model) })), departments };
}

async function readDepartments(ctx: Ctx) {
  if (ctx.actor.role === "member") {
    const own = await findDepartmentOf(ctx);
    return own ? [own] : [];
  }
  const { departments } = await listDepartments(ctx, { limit: DEPARTMENTS_MAX });
  return departments.map(({ departmentId: id, name }) => ({ id, name }));
}
