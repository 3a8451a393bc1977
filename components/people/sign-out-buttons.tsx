"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

type SignOutButtonsProps = { signOut: FormAction<void>; signOutOfAll: FormAction<void> };

export function SignOutButtons({ signOut, signOutOfAll }: SignOutButtonsProps) {
  const here = useFormAction(signOut);
  const everywhere = useFormAction(signOutOfAll);
  const message = here.message ?? everywhere.message;
  return (
    <div className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <div className="flex flex-wrap gap-3">
        <form {...here.form}>
          <Button type="submit" variant="outline" pending={here.pending}>
            Sign out
          </Button>
        </form>
        <form {...everywhere.form}>
          <Button type="submit" variant="outline" className="text-bad" pending={everywhere.pending}>
            Sign out everywhere
          </Button>
        </form>
      </div>
    </div>
  );
}
