// The pages of `corroborate report` in a real browser, opened from disk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { chromium } from "playwright-core";

import { large, small } from "./project.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PAGES = ["index.html", "claims.html", "claims/ferry-talks.html", "sources.html", "sources/morning.html", "articles/evening.html#c-ferry-talks", "articles/hostile.html#c-ferry-talks", "disagreements.html", "timeline.html", "reasons.html"];

let browser;
let site;
let context;
let page;
let complaints;

before(async () => {
  site = small();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
});
after(async () => {
  await browser?.close();
  site?.remove();
});
beforeEach(() => { complaints = []; });
afterEach(async () => {
  await context?.close();
  assert.deepEqual(complaints, []);
});

/** A fresh page that notes whatever should not happen: errors, dialogs, requests that leave the disk. */
async function open(path, options = {}, where = site) {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  page = await context.newPage();
  page.on("console", (message) => complaints.push("console: " + message.text()));
  page.on("pageerror", (error) => complaints.push("error: " + error.message));
  page.on("dialog", (dialog) => { complaints.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith("file:")) complaints.push("request: " + request.url()); });
  await page.goto(where.url(path));
  return page;
}
const rows = () => page.locator("#matrix tbody th.claim code").allTextContents();
const columns = () => page.locator("#matrix th.source").allTextContents();
const hash = () => page.evaluate(() => location.hash);

test("a click on a cell opens the article with the deciding words marked", async () => {
  await open("index.html");
  const row = page.locator("#matrix tbody tr", { hasText: "ferry-talks" });
  await row.getByRole("link", { name: "Contradicts" }).and(page.locator('[href*="evening.html"]')).click();
  assert.match(page.url(), /articles\/evening\.html#c-ferry-talks$/);
  assert.equal(await page.locator("details.finding[open]").count(), 1);
  const marked = await page.locator("mark.passage.on").textContent();
  assert.match(marked, /met the Port Office in Lisbon on Tuesday/);
  assert.deepEqual(await page.locator(".text .on-c").allTextContents(), ["Tuesday"]);
  const facet = page.locator("table.facets tr", { has: page.locator("th", { hasText: "date" }) });
  assert.match(await facet.first().textContent(), /2031-03-05.*2031-03-04.*“Tuesday”.*published 2031-03-06.*another date/s);
  assert.match(await page.locator("details[open] .evidence").textContent(), /said by the harbour master/);
  await page.goBack();
  assert.match(page.url(), /index\.html$/);
});

test("filters narrow the matrix, stand in the address, and the back button undoes them", async () => {
  await open("index.html");
  assert.deepEqual(await rows(), ["ferry-talks", "bridge-visit", "mayor-resigned"]);
  await page.locator("#controls [name=v][value=C]").check();
  assert.deepEqual(await rows(), ["ferry-talks", "bridge-visit"]);
  assert.equal(await hash(), "#v=C");
  await page.locator("#controls [name=tag]").selectOption("travel");
  assert.deepEqual(await rows(), ["bridge-visit"]);
  await page.locator("#controls [name=group]").selectOption("dailies");
  assert.deepEqual(await rows(), []);
  assert.match(await page.locator("#status").textContent(), /0 of 3 claims, 2 of 4 sources/);
  await page.goBack();
  await page.goBack();
  assert.deepEqual(await rows(), ["ferry-talks", "bridge-visit"]);
  assert.equal(await page.locator("#controls [name=tag]").inputValue(), "");
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal((await rows()).length, 3);
});

test("typing looks through claims and sources", async () => {
  await open("index.html");
  await page.getByLabel("Claim", { exact: true }).fill("okafor");
  assert.deepEqual(await rows(), ["mayor-resigned"]);
  await page.getByLabel("Source", { exact: true }).fill("sheet even");
  assert.deepEqual(await columns(), ["evening"]);
  assert.equal(await hash(), "#q=okafor&src=sheet+even");
});

test("a link with filters shows what was looked at", async () => {
  await open("index.html#v=C&sort=contradicts.descending&cols=name");
  assert.deepEqual(await columns(), ["evening", "hostile", "morning", "weekly"]);
  assert.deepEqual(await rows(), ["ferry-talks", "bridge-visit"]);
  assert.equal(await page.locator("#controls [name=v][value=C]").isChecked(), true);
  assert.equal(await page.locator('th[aria-sort="descending"]').getAttribute("data-sort"), "contradicts");
});

test("heads sort, and say so", async () => {
  await open("index.html");
  const head = page.getByRole("columnheader", { name: "Omits" });
  await head.getByRole("button").click();
  assert.equal((await rows())[0], "mayor-resigned");
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Omits");
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), null);
  await page.goto(site.url("sources.html"));
  await page.getByRole("button", { name: "Published" }).click();
  assert.match(await page.locator("tbody tr").first().textContent(), /weekly/);
});

test("sources stand under the user's own groups", async () => {
  await open("index.html");
  const groups = await page.locator("tr.groups th").allTextContents();
  assert.deepEqual(groups, ["<b>group", "dailies", "weeklies"]);
  assert.deepEqual(await columns(), ["hostile", "evening", "morning", "weekly"]);
});

test("the keyboard alone is enough", async () => {
  await open("index.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const focused = () => page.evaluate(() => document.activeElement.closest("td.cell") && document.activeElement.getAttribute("href"));
  for (let n = 0; n < 60 && !(await focused()); n += 1) await page.keyboard.press("Tab");
  const first = await focused();
  assert.match(first, /articles\/hostile\.html#c-ferry-talks/);
  await page.keyboard.press("ArrowRight");
  assert.match(await focused(), /articles\/evening\.html#c-ferry-talks/);
  await page.keyboard.press("ArrowDown");
  assert.match(await focused(), /articles\/evening\.html#c-bridge-visit/);
  await page.keyboard.press("End");
  assert.match(await focused(), /articles\/weekly\.html#c-bridge-visit/);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(ring, "solid");
  await page.keyboard.press("Enter");
  await page.waitForURL(/articles\/weekly\.html#c-bridge-visit$/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "c-bridge-visit");
});

test("the tabulator key gets through every page and out again", async () => {
  await open("index.html");
  for (const path of PAGES) {
    await page.goto(site.url(path));
    const total = await page.locator("a[href], button, input, select, summary, [tabindex='0']").count();
    const seen = new Set();
    for (let n = 0; n < total + 5; n += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement));
      if (seen.has(at)) break;
      seen.add(at);
    }
    const last = await page.evaluate(() => [...document.querySelectorAll("*")].indexOf([...document.querySelectorAll("footer a")].pop()));
    assert.ok(seen.has(last), path + ": the last link is reached");
  }
});

test("hostile articles do nothing", async () => {
  await open("index.html");
  for (const path of PAGES.concat("sources/hostile.html")) {
    await page.goto(site.url(path));
    assert.equal(await page.evaluate(() => window.hacked), undefined, path);
    assert.equal(await page.locator("img, iframe, object, embed").count(), 0, path);
  }
  await page.goto(site.url("articles/hostile.html"));
  const text = await page.locator("article.text").textContent();
  assert.ok(text.includes("<script>window.hacked=1</script>"), "it is shown as it stands");
  assert.ok(text.includes("\\u{202e}"), "what turns the reading direction is made visible");
});

test("the policy stops a script that would get in all the same", async () => {
  await open("articles/hostile.html");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.hacked = 1";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "nothing.png";
    document.body.append(image);
  });
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.ok(complaints.length >= 2 && complaints.every((one) => one.includes("Content Security Policy")), complaints.join("\n"));
  complaints = [];
});

for (const colorScheme of ["light", "dark"]) {
  test("axe finds nothing to complain about, " + colorScheme, async () => {
    // The checker is a script of its own, which the pages' policy rightly refuses.
    await open("index.html", { colorScheme, bypassCSP: true });
    const found = [];
    for (const path of PAGES) {
      await page.goto(site.url(path));
      await page.evaluate(AXE);
      const { violations, passes } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.ok(passes.length > 15, path + " was looked at");
      for (const { id, nodes } of violations) found.push(path + ": " + id + ": " + nodes[0].html.slice(0, 160) + " " + nodes[0].failureSummary);
    }
    assert.deepEqual(found, []);
  });
}

test("dark and light are different papers", async () => {
  const papers = [];
  for (const colorScheme of ["light", "dark"]) {
    await open("index.html", { colorScheme });
    papers.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await context.close();
  }
  assert.notEqual(papers[0], papers[1]);
});

test("a phone shows every page without sideways scrolling", async () => {
  await open("index.html", { viewport: { width: 390, height: 844 } });
  for (const path of PAGES) {
    await page.goto(site.url(path));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, path + " is too wide by " + over);
  }
});

test("without scripts the matrix is there and its cells lead to the parts of the claim", async () => {
  await open("index.html", { javaScriptEnabled: false });
  assert.equal(await page.locator("#matrix td.cell").count(), 12);
  assert.equal(await page.locator("#controls").isVisible(), false);
  await page.locator('a[href="articles/evening.html#c-ferry-talks"]').click();
  assert.match(await page.locator("#c-ferry-talks").innerText(), /another date/);
});

test("on paper there is no furniture", async () => {
  await open("index.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#controls").isVisible(), false);
  assert.equal(await page.locator("header.site nav").isVisible(), false);
  assert.equal(await page.locator("#matrix").isVisible(), true);
});

test("a citation can be copied", async () => {
  await open("articles/morning.html#c-ferry-talks", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("details[open] .cite button").first().click();
  await page.locator("details[open] .cite button", { hasText: /Copied|Selected/ }).waitFor();
  const cited = await page.locator("details[open] .cite p").first().textContent();
  assert.match(cited, /^Morning Sheet, 2031-03-06: “The Ferry Guild met .*” \(morning, line 1, column 1\)$/);
});

test("other claims are a click away in the text", async () => {
  await open("articles/morning.html#c-ferry-talks");
  await page.locator(".refs a", { hasText: "mayor-resigned" }).click();
  assert.equal(await page.locator("details.finding[open]").count(), 1);
  assert.match(await page.locator("mark.passage.on").textContent(), /Bruno Okafor resigned/);
  await page.goBack();
  assert.match(await page.locator("mark.passage.on").textContent(), /Ferry Guild/);
});

test("a large matrix is turned page by page", async () => {
  const big = large();
  try {
    await open("index.html", {}, big);
    assert.equal(await page.locator("#matrix td.cell").count(), 50 * 40);
    await page.getByRole("button", { name: "next sources" }).click();
    await page.getByRole("button", { name: "next claims" }).click();
    assert.equal(await hash(), "#row=2&col=2");
    assert.equal((await columns())[0], "zine-40");
    assert.equal((await rows())[0], "talks-50");
    await page.goBack();
    assert.equal((await rows())[0], "talks-0");
    await page.getByLabel("Source", { exact: true }).fill("zine-89");
    assert.deepEqual(await columns(), ["zine-89"]);
  } finally {
    big.remove();
  }
});
