export const dynamic = "force-dynamic";

/** Answers as long as the process does. */
export function GET(): Response {
  return Response.json({ ok: true });
}
