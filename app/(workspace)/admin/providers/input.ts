import { z } from "zod";

export const newProvider = z.object({
  name: z.string(),
  baseUrl: z.string(),
  dialect: z.enum(["detect", "responses", "chat"], "Choose an API."),
  apiKey: z.string(),
});

export const whichProvider = z.object({ providerId: z.string() });
export const newKey = whichProvider.extend({ apiKey: z.string() });
