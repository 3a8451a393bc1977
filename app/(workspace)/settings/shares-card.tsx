import { MyShares } from "@/components/settings/shares/my-shares";
import { listShares } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { stopSharing } from "../(chat)/share-actions";
import { toShownShare } from "../(chat)/shown-share";

/** What whoever is signed in shares. */
export async function SharesCard() {
  const shares = await listShares(await requireCtx());
  const rows = shares.map((share) => ({ ...toShownShare(share), title: share.title || "New thread" }));
  return <MyShares shares={rows} stop={stopSharing} />;
}
