// SPDX-License-Identifier: MPL-2.0
//
// Opens pages in headless Chromium as a telephone and as A4 paper, and looks at them.
//
//   node check.mjs CHROMIUM FOLDER [PICTURES]
//
// Every *.html of FOLDER must be valid, ask the network for nothing, run no script, have no axe-core
// violation at 390 × 844 and on paper, not scroll sideways on a telephone, and print on as many
// pages as it says: NAME.1.html on one, NAME.2.html on two, NAME.html on any; the second begins by
// what the first says of title and state. With PICTURES, a screenshot of each is left there. The last line is 'N passed, M failed'; exits 1 when one failed.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const [chromium, folder, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true };
const paper = { width: 794, height: 1123 };
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "long-title": "off", "require-sri": "off" },
});
let passed = 0;
let failed = 0;

function judge(what, faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED: ${what}`);
  faults.slice(0, 8).forEach((fault) => console.log(`  ${fault}`));
}

async function validity(source) {
  const report = await validator.validateString(source);
  return report.results.flatMap((result) =>
    result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message}`));
}

async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
}

// The second sheet of paper begins by the title, its number and the state of the first.
async function secondSheet(page) {
  return page.evaluate(() => {
    const again = document.querySelector(".second > .again");
    const starts = again && getComputedStyle(again.parentElement).breakBefore === "page";
    const said = again?.innerText ?? "";
    const due = [document.querySelector("h1").innerText, "2/2",
      document.querySelector("header .state").innerText];
    return (starts ? [] : ["no sheet of its own"])
      .concat(due.filter((text) => !said.includes(text)).map((text) => `lacks ${text}`));
  });
}

async function sideways(page) {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return wide > room ? [`${wide} wide in ${room}`] : [];
}

function pagesOf(pdf) {
  return (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length;
}

async function look(browser, name) {
  const source = readFileSync(join(folder, name), "utf8");
  const address = pathToFileURL(join(folder, name)).href;
  const asked = [];
  const dialogs = [];
  const page = await browser.newPage();
  page.on("request", (one) => one.url() === address || asked.push(one.url()));
  page.on("dialog", (one) => { dialogs.push(one.message()); one.dismiss(); });
  judge(`${name}: valid`, await validity(source));
  await page.setViewport(phone);
  await page.goto(address);
  judge(`${name}: not wider than a telephone`, await sideways(page));
  judge(`${name}: axe, telephone`, await accessibility(page));
  if (pictures) {
    await page.screenshot({ path: join(pictures, `${name}.phone.png`), fullPage: true });
  }
  await page.setViewport(paper);
  await page.goto(address);
  await page.emulateMediaType("print");
  judge(`${name}: axe, paper`, await accessibility(page));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const wanted = Number(name.match(/\.(\d)\.html$/)?.[1] ?? pagesOf(pdf));
  judge(`${name}: pages`, pagesOf(pdf) === wanted ? [] : [`${pagesOf(pdf)}, expected ${wanted}`]);
  if (wanted === 2) {
    judge(`${name}: second sheet`, await secondSheet(page));
  }
  if (pictures) {
    writeFileSync(join(pictures, `${name}.pdf`), pdf);
  }
  judge(`${name}: no script, nothing fetched`, [...asked, ...dialogs]);
  await page.close();
}

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
for (const name of readdirSync(folder).filter((one) => one.endsWith(".html")).sort()) {
  await look(browser, name);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
