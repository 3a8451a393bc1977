import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { outbox } from "@/db/schema";

/** More names than these share a part only where that says nothing. */
const NAMES_MAX = 1_000;

/**
 * Whether an alert is about something with this in its name: a member, also by the email, a department, a plan, a key, an
 * assistant, a model, a provider, or a thread by its member's. Names are looked up once for the list, not for each row,
 * and whose a thread is is part of its alert.
 */
export function isAbout(text: string): SQL {
  const pattern = containing(text);
  const { payload } = outbox;
  return sql`(array[${payload}->>'scopeId', ${payload}->>'subjectId', ${payload}->>'userId'] && array(
      select id::text from users where name ilike ${pattern} or email ilike ${pattern}
      union all select id::text from departments where name ilike ${pattern}
      union all select id::text from plans where name ilike ${pattern}
      union all select id::text from api_keys where name ilike ${pattern}
      union all select id::text from assistants where name ilike ${pattern} limit ${NAMES_MAX})
    or ${payload}->>'model' ilike ${pattern} or ${payload}->>'provider' ilike ${pattern}
    or (${payload}->>'scope' = 'model' and ${payload}->>'scopeId' ilike ${pattern}))`;
}
