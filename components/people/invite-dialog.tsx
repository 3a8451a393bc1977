"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextField } from "./text-field";
import { type FormAction, useFormAction } from "./use-form-action";

type Invitation = { path: string; expiresAt: Date };
type InviteAction = FormAction<Invitation>;

export function InviteDialog({ action }: { action: InviteAction }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Invite a member"
      description="You get a link to send. It works once, for seven days."
      trigger={
        <DialogTrigger asChild>
          <Button size="pill">
            <UserPlus aria-hidden />
            Invite
          </Button>
        </DialogTrigger>
      }
    >
      <InviteForm action={action} />
    </Dialog>
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
  return (
    <div className="space-y-4">
      <Field label="Invitation link" hint={`Shown only now. It works once, until ${until}.`}>
        {(control) => (
          <Input
            {...control}
            readOnly
            value={link}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <div className="flex justify-end gap-3">
        <CopyButton text={link} label="Copy link" size="md" variant="primary" />
        <DialogClose asChild>
          <Button variant="outline">Done</Button>
        </DialogClose>
      </div>
    </div>
  );
}
