"use server";

import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { verifyChain } from "@/lib/audit";

/** Re-walks the whole chain. */
export const verify = defineAdminAction(z.object({}), ({ db }) => verifyChain(db));
