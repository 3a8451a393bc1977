import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { outbox } from "@/db/schema";

/** More names than these share a part only where that says nothing. */
const NAMES_MAX = 1_000;

const ID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/**
 * Whether an alert is about something with this in its name: a member, also by the email, a department, a plan, a key, an
 * assistant, a model, a provider, or a thread by its member's. Names are looked up once for the list, not for each row.
 */
export function isAbout(text: string): SQL {
  const pattern = containing(text);
  const { payload } = outbox;
  return sql`(array[${payload}->>'scopeId', ${payload}->>'subjectId', ${payload}->>'userId', ${threadMember()}] && array(
      select id::text from users where name ilike ${pattern} or email ilike ${pattern}
      union all select id::text from departments where name ilike ${pattern}
      union all select id::text from plans where name ilike ${pattern}
      union all select id::text from api_keys where name ilike ${pattern}
      union all select id::text from assistants where name ilike ${pattern} limit ${NAMES_MAX})
    or ${payload}->>'model' ilike ${pattern} or ${payload}->>'provider' ilike ${pattern}
    or (${payload}->>'scope' = 'model' and ${payload}->>'scopeId' ilike ${pattern}))`;
}

/** Whose the thread is that an alert is about. From the row's side, as a member may have more threads than are looked up. */
function threadMember(): SQL {
  const { payload } = outbox;
  return sql`case when ${payload}->>'scope' = 'thread' and ${payload}->>'scopeId' ~ ${ID}
    then (select t.user_id::text from threads t where t.id = (${payload}->>'scopeId')::uuid) end`;
}
