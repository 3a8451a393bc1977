import { defineProgramRoute } from "@/lib/action";
import { AppError } from "@/lib/errors";

/** Everything else under /v1, in the shape that clients understand. */
const notServed = async (request: Request): Promise<never> => {
  const { pathname } = new URL(request.url);
  throw new AppError(
    "not_found",
    `Purser has no ${request.method} ${pathname.slice(0, 200)}: it serves /v1/models and /v1/chat/completions.`,
    { details: { code: "unknown_url" } },
  );
};

export const GET = defineProgramRoute(async (_ctx, request) => notServed(request));
export const POST = defineProgramRoute(async (_ctx, request) => notServed(request));
export const PUT = defineProgramRoute(async (_ctx, request) => notServed(request));
export const PATCH = defineProgramRoute(async (_ctx, request) => notServed(request));
export const DELETE = defineProgramRoute(async (_ctx, request) => notServed(request));
