import type { Sql } from "postgres";

/**
 * Writes down every admission as the database saw it: triggers of the run's own note each rise of a budget's
 * reserved amount by the app, with what was spent and the limit that held at that moment. It is the admission's own
 * transaction, so an admission that was rolled back leaves no note. Our own changes of budgets are none.
 */
export async function watchAdmissions(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema torture;
    create table torture.admissions (
      n bigint generated always as identity primary key,
      budget_id uuid not null, subject_id text not null, starts_at timestamptz not null,
      spent numeric not null, reserved numeric not null, raised numeric not null, effective_limit numeric not null,
      on_limit text not null, at timestamptz not null default clock_timestamp());
    create function torture.note_admission() returns trigger language plpgsql as $$
    begin
      if current_setting('application_name') = 'purser' then
        insert into torture.admissions
          (budget_id, subject_id, starts_at, spent, reserved, raised, effective_limit, on_limit)
        select new.budget_id, new.subject_id, new.starts_at, new.spent_amount, new.reserved_amount,
          new.reserved_amount - old.reserved_amount,
          b.limit_amount + coalesce((select sum(t.amount) from budget_top_ups t
            where t.budget_id = b.id and t.subject_id in ('', new.subject_id)
              and t.starts_at <= now() and t.ends_at > now()), 0),
          b.on_limit
        from budgets b where b.id = new.budget_id;
      end if;
      return null;
    end $$;
    create trigger note_admission after update on budget_periods for each row
      when (new.reserved_amount > old.reserved_amount) execute function torture.note_admission();`);
}
