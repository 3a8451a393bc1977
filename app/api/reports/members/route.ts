import { readMemberFilter } from "@/app/(workspace)/admin/members/query";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { membersFile } from "./file";

/** Members as CSV or PDF, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const filter = readMemberFilter(Object.fromEntries(new URL(request.url).searchParams));
  return listAnswer(ctx, request, membersFile(ctx, filter));
});
