import { createRequire } from "node:module";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { lineOf } from "./text";

const MARGIN = 48;
const FONTS = "@expo-google-fonts/noto-sans";
export const INK = "#1f1d1a";
export const MUTED = "#68635b";
export const LINE = "#dcd8d0";
export const ACCENT = "#1f7a5c";

/** The library has it and its types do not know it. */
const ACCESSIBLE: object = { subset: "PDF/UA" };

declare global {
  namespace PDFKit.Mixins {
    // The same of these two.
    interface StructureElementOptions {
      scope?: "Column" | "Row";
      bbox?: [number, number, number, number];
    }
  }
}

type Doc = InstanceType<typeof PDFDocument>;
export type Struct = ReturnType<Doc["struct"]>;

/** A tagged document that is written from top to bottom; `end` answers its bytes. */
export type Paper = {
  doc: Doc;
  root: Struct;
  left: number;
  width: number;
  /** Begins a page where this much does not fit any more. */
  need: (height: number) => void;
  heading: (level: 1 | 2, text: string) => void;
  paragraph: (text: string, look?: { muted?: boolean }) => void;
  /** Vector drawing with words for who cannot see it; the drawing starts at `y`. */
  figure: (alt: string, height: number, draw: (y: number) => void) => void;
  end: () => Promise<Buffer>;
};

type PaperInput = { title: string; createdAt: Date /** Lying on its side. */; wide?: boolean };

/** Opens a page of A4. The language is English; letters that Noto Sans does not have are drawn as empty boxes. */
export function openPaper({ title, createdAt, wide = false }: PaperInput): Paper {
  const doc = new PDFDocument({
    ...{ size: "A4", margin: MARGIN, bufferPages: true, autoFirstPage: false },
    layout: wide ? "landscape" : "portrait",
    ...{ pdfVersion: "1.7", tagged: true, lang: "en-GB", displayTitle: true, ...ACCESSIBLE },
    info: { Title: lineOf(title), Author: "Purser", CreationDate: createdAt },
  });
  const done = gather(doc);
  doc.registerFont("regular", fontFile("400Regular/NotoSans_400Regular.ttf"));
  doc.registerFont("bold", fontFile("600SemiBold/NotoSans_600SemiBold.ttf"));
  doc.font("regular").addPage();
  const root = doc.struct("Document");
  doc.addStructure(root);
  const paper: Paper = {
    ...{ doc, root, left: MARGIN, width: doc.page.width - 2 * MARGIN },
    need: (height) => {
      if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
    },
    heading: (level, text) => heading(paper, level, text),
    paragraph: (text, look) => paragraph(paper, text, look),
    figure: (alt, height, draw) => {
      paper.need(height);
      const y = doc.y;
      root.add(
        doc.struct("Figure", { alt: lineOf(alt), bbox: [MARGIN, y, MARGIN + paper.width, y + height] }, () =>
          draw(y),
        ),
      );
      doc.x = MARGIN;
      doc.y = y + height;
    },
    end: () => {
      root.end();
      numberPages(paper, title);
      doc.end();
      return done;
    },
  };
  return paper;
}

function gather(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
}

/** By the process's folder: in a built app this file is somewhere else. */
function fontFile(name: string): string {
  return createRequire(join(process.cwd(), "package.json")).resolve(`${FONTS}/${name}`);
}

function heading({ doc, root, left, width, need }: Paper, level: 1 | 2, text: string): void {
  need(level === 1 ? 40 : 90);
  if (level === 2) doc.y += 16;
  root.add(
    doc.struct(`H${level}`, {}, () => {
      doc
        .font("bold")
        .fontSize(level === 1 ? 20 : 12.5)
        .fillColor(INK);
      doc.text(lineOf(text), left, doc.y, { width });
    }),
  );
  doc.y += level === 1 ? 2 : 4;
}

function paragraph({ doc, root, left, width, need }: Paper, text: string, { muted = false } = {}): void {
  doc.font("regular").fontSize(9.5);
  need(doc.heightOfString(text, { width }));
  root.add(
    doc.struct("P", {}, () => {
      doc
        .font("regular")
        .fontSize(9.5)
        .fillColor(muted ? MUTED : INK)
        .text(text, left, doc.y, { width });
    }),
  );
  doc.y += 3;
}

function numberPages({ doc, left, width }: Paper, title: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    // Below the margin, where text would otherwise begin another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("regular").fontSize(8).fillColor(MUTED);
    const y = doc.page.height - 32;
    doc.text(lineOf(title), left, y, { width: width - 90, height: 11, ellipsis: true });
    doc.text(`Page ${page - start + 1} of ${count}`, left + width - 80, y, { width: 80, align: "right" });
    doc.endMarkedContent();
  }
}
