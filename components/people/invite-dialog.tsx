"use client";

import { UserPlus } from "lucide-react";
import { AddDialog } from "@/components/ui/add-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ShownOnce } from "@/components/ui/shown-once";
import { TextField } from "@/components/ui/text-field";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

type Invitation = { path: string; expiresAt: Date };
type InviteAction = FormAction<Invitation>;

export function InviteDialog({ action }: { action: InviteAction }) {
  return (
    <AddDialog
      button="Invite"
      icon={<UserPlus aria-hidden />}
      title="Invite a member"
      description="You get a link to send. It works once, for seven days."
    >
      {() => <InviteForm action={action} />}
    </AddDialog>
  );
}

function InviteForm({ action }: { action: InviteAction }) {
  const { form, pending, message, errorOf, typed, result } = useFormAction(action);
  if (result?.ok) return <InvitationLink {...result.data} />;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <TextField
        label="Email (optional)"
        name="email"
        type="email"
        autoComplete="off"
        hint="With it, only this address can join."
        defaultValue={typed("email")}
        error={errorOf("email")}
      />
      <Field label="Role" hint="Admins see everybody's spending, set budgets and invite others.">
        {(control) => (
          <Select {...control} name="role" defaultValue={typed("role") ?? "member"}>
            <option value="member">Member</option>
            <option value="admin">Admin</option>
          </Select>
        )}
      </Field>
      <Button type="submit" className="w-full" pending={pending}>
        Create link
      </Button>
    </form>
  );
}

/** The server does not know the address people open it by; the browser does. */
function InvitationLink({ path, expiresAt }: Invitation) {
  const link = new URL(path, window.location.origin).href;
  const until = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }).format(expiresAt);
  const hint = `Shown only now. It works once, until ${until}.`;
  return <ShownOnce label="Invitation link" hint={hint} value={link} copy="Copy link" />;
}
