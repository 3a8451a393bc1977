import { readMemberFilter } from "@/app/(workspace)/admin/members/query";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { membersFile } from "./file";

/** Members as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const filter = readMemberFilter(Object.fromEntries(new URL(request.url).searchParams));
  return csvAnswer(membersFile(ctx, filter), "purser-members.csv");
});
