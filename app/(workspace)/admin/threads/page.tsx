import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { ImageHostsForm } from "@/components/admin/threads/image-hosts-form";
import { ThreadRulesForm } from "@/components/admin/threads/thread-rules-form";
import { Card, CardHeader } from "@/components/ui/card";
import { requireAdminCtx } from "@/lib/auth";
import { getImageHosts, getThreadRules } from "@/lib/org";
import { saveImageHosts, saveRules } from "./actions";

export const metadata: Metadata = { title: "Threads" };

export default async function ThreadsPage() {
  const { db } = await requireAdminCtx();
  const [rules, imageHosts] = await Promise.all([getThreadRules(db), getImageHosts(db)]);
  return (
    <>
      <AdminHeader title="Threads" current="/admin/threads" />
      <div className="mx-auto w-full max-w-2xl space-y-5 p-4 md:p-6">
        <Card>
          <CardHeader
            title="Old threads"
            description="What happens to threads in which nothing happens. What they cost stays in every total."
          />
          <ThreadRulesForm action={saveRules} rules={rules} />
        </Card>
        <Card id="images">
          <CardHeader
            title="Pictures in answers"
            description="An answer can name a picture that lies elsewhere. By itself Purser shows its words and its host, and asks nobody for it."
          />
          <ImageHostsForm action={saveImageHosts} hosts={imageHosts} />
        </Card>
      </div>
    </>
  );
}
