"use server";

import { revalidatePath } from "next/cache";
import { defineAdminAction } from "@/lib/action";
import { retryReportMails, setReportRecipients } from "@/lib/finance";
import { recipientsInput, savedWords, whichReport } from "./inputs";

const PATH = "/admin/reports";

export const saveRecipients = defineAdminAction(recipientsInput, async (ctx, input) => {
  const { recipients } = await setReportRecipients(ctx, input);
  revalidatePath(PATH);
  return { message: savedWords(recipients.length) };
});

export const retryMails = defineAdminAction(whichReport, async (ctx, input) => {
  await retryReportMails(ctx, input);
  revalidatePath(PATH);
});
