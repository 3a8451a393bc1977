import type { Locator, Page } from "@playwright/test";

/** What is attached in the composer and to messages. */
export class AttachmentsPage {
  readonly composer: Locator;
  /** The files that go with the next message. */
  readonly chips: Locator;
  /** Why the message cannot be sent with them. */
  readonly note: Locator;
  /** What the next message costs at most, or why it cannot be sent. */
  readonly quote: Locator;

  constructor(readonly page: Page) {
    this.composer = page.locator("form").filter({ has: page.getByRole("textbox", { name: "Message" }) });
    this.chips = this.composer.getByRole("list", { name: "Attachments" }).getByRole("listitem");
    this.note = this.composer.getByRole("status");
    this.quote = page.locator("#composer-quote");
  }

  /** Chooses files with the button. */
  async choose(...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Attach files" }).click();
    await (await chooser).setFiles(files);
  }

  /** Drops files on the words of the conversation. */
  async drop(...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const given = files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString("base64") }));
    const transfer = await this.page.evaluateHandle((list) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    }, given);
    const log = this.page.getByRole("log", { name: "Conversation" });
    await log.dispatchEvent("dragenter", { dataTransfer: transfer });
    await this.page.getByText("Drop files to attach them").waitFor();
    await log.dispatchEvent("drop", { dataTransfer: transfer });
  }

  /** Puts a text into the clipboard, and with the keys into the composer. */
  async paste(
    text: string,
    keys: "ControlOrMeta+v" | "ControlOrMeta+Shift+v" = "ControlOrMeta+v",
  ): Promise<void> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await this.page.getByRole("textbox", { name: "Message" }).press(keys);
  }
}
