import { describe, expect, test } from "vitest";
import { readPdf } from "../testing/read-pdf";
import { takeBreaths } from "./breaths";
import { openPaper } from "./paper";
import { drawTable } from "./table";
import { cutTo } from "./text";

describe("a long word", () => {
  test("is cut to what its width could show before it is measured", () => {
    const room = { width: 90, size: 9 };
    expect(cutTo("l".repeat(50), room)).toBe("l".repeat(50));
    expect(cutTo("l".repeat(51), room)).toBe(`${"l".repeat(50)}…`);
    expect(cutTo(`${"l".repeat(49)}😀😀`, room)).toBe(`${"l".repeat(49)}\ufffd…`);
  });

  test.each(["l", "i", "|", "m", "i "])(
    "of %j fills its column as before, and says that it goes on",
    async (unit) => {
      const paper = openPaper({ title: "Words", createdAt: new Date(0) });
      const text = unit.repeat(300);
      const { doc } = paper;
      const measured: string[] = [];
      const width = doc.widthOfString.bind(doc);
      doc.widthOfString = (words: string, ...rest) => {
        measured.push(words);
        return width(words, ...rest);
      };
      await drawTable(paper, { columns: [{ label: "Name", share: 0.5 }], rows: [[text]] });
      const { text: seen } = await readPdf(await paper.end());
      doc.font("regular").fontSize(9);
      const drawn =
        seen.match(new RegExp(`(?:${unit === "|" ? "\\|" : unit.trim()} ?){9,}…`))?.[0].slice(0, -1) ?? "";
      const room = paper.width / 2 - 8;
      expect(width(`${drawn}…`)).toBeLessThanOrEqual(room);
      expect(width(`${drawn}${unit}${unit}…`)).toBeGreaterThan(room);
      expect(Math.max(...measured.map(({ length }) => length))).toBeLessThan(150);
    },
  );
});

test("a long drawing lets the others go first by the time it has taken", async () => {
  let now = 0;
  let others = 0;
  const breathe = takeBreaths(() => now);
  const step = async (ms: number) => {
    now += ms;
    setImmediate(() => {
      others++;
    });
    await breathe();
    return others;
  };
  expect(await step(9)).toBe(0);
  expect(await step(1)).toBe(2);
  expect(await step(9)).toBe(2);
  expect(await step(400)).toBe(4);
});
