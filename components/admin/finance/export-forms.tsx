import { buttonStyles } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

type Option = { value: string; label: string };

/** Any month as a file, at once. */
export function MonthForm({ months, departments }: { months: Option[]; departments: Option[] }) {
  return (
    <form action="/api/reports/monthly" className="flex flex-wrap items-end gap-3">
      <Field label="Month">
        {(control) => (
          <Select {...control} name="month" className="w-44">
            <Options options={months} />
          </Select>
        )}
      </Field>
      <Field label="Of">
        {(control) => (
          <Select {...control} name="department" className="w-56">
            <Options options={departments} />
          </Select>
        )}
      </Field>
      <button type="submit" name="as" value="pdf" className={buttonStyles({ variant: "outline" })}>
        Make PDF
      </button>
      <button type="submit" name="as" value="csv" className={buttonStyles({ variant: "outline" })}>
        Make CSV
      </button>
    </form>
  );
}

/** The ledger between two days in finance’s own format. */
export function FocusForm({ from, to }: { from: string; to: string }) {
  return (
    <form action="/api/reports/focus" className="flex flex-wrap items-end gap-3">
      <DayField label="First day" name="from" day={from} last={to} />
      <DayField label="Last day" name="to" day={to} last={to} />
      <button type="submit" className={buttonStyles({ variant: "outline" })}>
        Export FOCUS 1.3
      </button>
    </form>
  );
}

function Options({ options }: { options: Option[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

export function DayField({
  label,
  name,
  day,
  last,
}: {
  label: string;
  name: string;
  day: string;
  last: string;
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Input {...control} type="date" name={name} defaultValue={day} max={last} required className="w-44" />
      )}
    </Field>
  );
}
