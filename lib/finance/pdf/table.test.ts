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
      const room = paper.width / 2;
      expect(width(`${drawn}…`)).toBeLessThanOrEqual(room);
      expect(width(`${drawn}${unit}${unit}…`)).toBeGreaterThan(room);
      expect(Math.max(...measured.map(({ length }) => length))).toBeLessThan(150);
    },
  );
});

test("long words go on over the lines that their column allows, and the rows below make room", async () => {
  const drawn = async (lines: number) => {
    const paper = openPaper({ title: "Words", createdAt: new Date(0) });
    const columns = [
      // As wide with one line below as with ten: it leaves nothing to the other one.
      { label: "Name", share: 0.5, lines: 2 },
      { label: "Why", share: 0.5, lines },
    ];
    const why = Array.from({ length: 30 }, (_, n) => `word-${n}`).join(" ");
    const begin = paper.doc.y;
    await drawTable(paper, {
      columns,
      rows: [
        ["Member 07", why],
        ["Member 08", "short"],
      ],
    });
    const height = paper.doc.y - begin;
    const { text } = await readPdf(await paper.end());
    return { height, words: text.match(/word-\d+/g)?.length ?? 0, isCut: text.includes("…") };
  };
  const [one, three, ten] = [await drawn(1), await drawn(3), await drawn(10)];
  expect([one.isCut, three.isCut, ten.isCut]).toEqual([true, true, false]);
  expect(ten.words).toBe(30);
  expect(three.words).toBeGreaterThan(2 * one.words);
  expect(three.height - one.height).toBeCloseTo(2 * 12.258, 1);
});

test("no number is cut, however long it is, and words make room for it", async () => {
  const paper = openPaper({ title: "Numbers", createdAt: new Date(0) });
  const columns = [
    { label: "Name", share: 0.9 },
    { label: "Cost, $", share: 0.05, numeric: true },
    { label: "Calls", share: 0.05, numeric: true },
  ];
  await drawTable(paper, { columns, rows: [["Member 07", "123456.789012345678", "1,234,567,890"]] });
  const { text } = await readPdf(await paper.end());
  expect(text).toContain("Member 07 123456.789012345678 1,234,567,890");
});

describe("a name that its column is too narrow for", () => {
  const name = "claude-opus-4-1-20250805-preview";
  const drawn = async (cost: string, others: string[] = []) => {
    const paper = openPaper({ title: "Words", createdAt: new Date(0) });
    const columns = [
      { label: "Day", share: 0.12 },
      { label: "Model", share: 0.11 },
      { label: "Calls", share: 0.32, numeric: true },
      { label: "Purpose", share: 0.1 },
      { label: "Cost, $", share: 0.35, numeric: true },
    ];
    const rows = [name, ...others].map((model) => ["2026-11-10", model, "1,234", "answer", cost]);
    await drawTable(paper, { columns, rows });
    return (await readPdf(await paper.end())).text;
  };

  test("has the room that numbers leave, and everything else stays whole", async () => {
    const text = await drawn("0.000012345678");
    expect(text).toContain("Day Model Calls Purpose Cost, $");
    expect(text).toContain(`2026-11-10 ${name} 1,234 answer 0.000012345678`);
    expect(text).not.toContain("…");
  });

  test("has it where another one has more letters and is narrower", async () => {
    expect(await drawn("1.5", ["l".repeat(40), "M".repeat(26)])).toContain("M".repeat(26));
  });

  test("is cut where numbers need the room", async () => {
    const cost = "1".repeat(60);
    const text = await drawn(cost);
    expect(text).toContain(cost);
    expect(text).toMatch(/cla\S*…/);
  });
});

test("a head that does not fit goes on below, with the sign of its money", async () => {
  const paper = openPaper({ title: "Words", createdAt: new Date(0) });
  const columns = [{ label: "Spent this month, $", share: 0.12, numeric: true }];
  await drawTable(paper, { columns, rows: [["1"]] });
  expect((await readPdf(await paper.end())).text).toContain("Spent this month, $ 1");
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
