/** A text as a model gets it: under its name. */
export function asSent(name: string, text: string): string {
  return `[Attached file: ${name}]\n${text}`;
}

/** What stands for an image where a model cannot see it, or no more images fit. */
export function inPlaceOfImage(name: string): string {
  return `[image: ${name}]`;
}
