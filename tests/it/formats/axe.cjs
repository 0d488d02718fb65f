// Every page that is named before axe-core; what it objects to, and what it cannot decide, is told and fails.
const fs = require("fs");
const { JSDOM } = require("jsdom");
const { source } = require("axe-core");

// Contrast needs colours that have been laid out, which jsdom does not do.
const options = { rules: { "color-contrast": { enabled: false } } };

async function look(file) {
  const page = new JSDOM(fs.readFileSync(file, "utf8"), { runScripts: "outside-only", pretendToBeVisual: true });
  // Asked whether something lies over the page; nothing can where nothing is laid out.
  page.window.document.elementFromPoint = () => null;
  page.window.eval(source);
  const found = await page.window.axe.run(page.window.document, options);
  page.window.close();
  return [...found.violations, ...found.incomplete].flatMap((rule) =>
    rule.nodes.map((node) => `${file}: ${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`),
  );
}

(async () => {
  const files = process.argv.slice(2);
  const faults = [];
  for (const file of files) {
    faults.push(...(await look(file)));
  }
  console.log([...faults, `${files.length} pages`].join("\n"));
  process.exit(faults.length === 0 ? 0 : 1);
})();
