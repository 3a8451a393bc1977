import { checkReady } from "@/lib/jobs";

export const dynamic = "force-dynamic";

/** 200 when requests can be served, 503 with the reason otherwise. */
export async function GET(): Promise<Response> {
  const readiness = await checkReady();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
