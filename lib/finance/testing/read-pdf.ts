import { extractText, getDocumentProxy } from "unpdf";

/** The words of a PDF, page after page, with single spaces between them. */
export async function readPdf(bytes: Buffer): Promise<{ text: string; pages: number }> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  return { text: text.replaceAll(/\s+/g, " "), pages: totalPages };
}
