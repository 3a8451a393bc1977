"use client";

import { createContext, use } from "react";

const NONE: readonly string[] = [];

/** The hosts whose pictures answers show while they are written; the page hands over what is finished as it is. */
export const ImageHosts = createContext(NONE);

export function useImageHosts(): readonly string[] {
  return use(ImageHosts);
}
