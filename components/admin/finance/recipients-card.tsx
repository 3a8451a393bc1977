"use client";

import { AddDialog } from "@/components/ui/add-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { ReportRecipients } from "@/lib/finance/types";

type Department = { value: string; label: string };

type RecipientsCardProps = {
  reports: ReportRecipients[];
  departments: Department[];
  mailWorks: boolean;
  save: Submit;
};

/** Who gets which report by mail. */
export function RecipientsCard({ reports, departments, mailWorks, save }: RecipientsCardProps) {
  const whole = reports.find(({ departmentId }) => departmentId === null);
  const ofDepartments = reports.filter(({ departmentId }) => departmentId !== null);
  const others = departments.filter(
    ({ value }) => !ofDepartments.some(({ departmentId }) => departmentId === value),
  );
  const form = { mailWorks, save };
  return (
    <Card>
      <CardHeader
        title="By mail"
        description="Each report goes to its addresses once it is made, with its PDF and CSV up to 7 MB together; what is larger is left out, and the mail says where it is. A later revision is mailed again."
        actions={others.length > 0 && <AddDepartment departments={others} {...form} />}
      />
      {!mailWorks && (
        <div className="mb-4">
          <NoMail />
        </div>
      )}
      <ul aria-label="Reports by mail" className="-my-3 divide-y divide-line">
        <Row
          departmentId=""
          name="The organisation"
          recipients={whole?.recipients ?? []}
          disabled={whole?.disabled ?? []}
          {...form}
        />
        {ofDepartments.map(({ departmentId, name, recipients, disabled }) => (
          <Row
            key={departmentId}
            departmentId={departmentId ?? ""}
            name={name ?? "A department"}
            recipients={recipients}
            disabled={disabled}
            {...form}
          />
        ))}
      </ul>
    </Card>
  );
}

function NoMail() {
  return (
    <Alert tone="warn">No mail server is set yet: set SMTP_URL and MAIL_FROM, then start Purser again.</Alert>
  );
}

type Saving = { mailWorks: boolean; save: Submit };
type RowProps = Saving & { departmentId: string; name: string; recipients: string[]; disabled: string[] };

function Row({ departmentId, name, recipients, disabled, ...form }: RowProps) {
  return (
    <li className="flex items-start justify-between gap-4 py-3">
      <div className="wrap-anywhere min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-muted text-sm">
          {recipients.length > 0 ? recipients.join(", ") : "Nobody is named, so it is not mailed."}
        </p>
        {disabled.length > 0 && (
          <p className="mt-0.5 text-bad text-xs">
            Nothing is mailed to {disabled.join(", ")}, since the member is disabled: enable the member or
            take the address off.
          </p>
        )}
      </div>
      <FormDialog
        title={name}
        description="Who gets its monthly report by mail. Without an address it is not mailed."
        button={
          <Button
            variant="ghost"
            size="sm"
            className="-mr-3"
            aria-label={`Change who gets the report: ${name}`}
          >
            Change
          </Button>
        }
      >
        {(close) => <RecipientsForm {...{ departmentId, recipients, onSaved: close }} {...form} />}
      </FormDialog>
    </li>
  );
}

function AddDepartment({ departments, ...form }: Saving & { departments: Department[] }) {
  return (
    <AddDialog
      button="Add department"
      title="Mail a department’s report"
      description="To the addresses below, once a month."
    >
      {(close) => <RecipientsForm departments={departments} onSaved={close} {...form} />}
    </AddDialog>
  );
}

type RecipientsFormProps = Saving & {
  /** Chosen here where none is given. */
  departmentId?: string;
  departments?: Department[];
  recipients?: string[];
  onSaved: () => void;
};

function RecipientsForm(props: RecipientsFormProps) {
  const { departmentId, departments = [], recipients = [], mailWorks, save, onSaved } = props;
  const { form, pending, errorOf, message } = useSubmit(save, onSaved);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {!mailWorks && <NoMail />}
      {departmentId === undefined ? (
        <Field label="Department" error={errorOf("departmentId")}>
          {(control) => (
            <Select {...control} name="departmentId">
              {departments.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : (
        <HiddenFields values={{ departmentId }} />
      )}
      <TextField
        name="recipients"
        label="Email addresses"
        hint="At most 20, with commas between them; each gets a mail of its own."
        defaultValue={recipients.join(", ")}
        error={errorOf("recipients")}
        autoComplete="off"
        inputMode="email"
      />
      <FormEnd pending={pending} />
    </form>
  );
}
