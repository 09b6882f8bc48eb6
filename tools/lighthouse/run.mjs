// Measures addresses with Lighthouse as on a phone, five times each, and prints the median of each score as a table. A run in which the browser
// fails is done again, as often as there are runs.
// Called by `dotnet run --project tests/InfoEntraide.Browser.Tests -- lighthouse` with CHROME_PATH set: node run.mjs NAME=URL …
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const runs = 5;
const categories = ['accessibility', 'best-practices', 'performance', 'seo'];
const least = { accessibility: 1, 'best-practices': 1, performance: 0.95, seo: 1 };
const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];
let short = false;
console.log(`| page | ${categories.join(' | ')} | first paint | largest paint |\n|---|${'--:|'.repeat(categories.length + 2)}`);
for (const argument of process.argv.slice(2)) {
  const [name, ...rest] = argument.split('=');
  const results = [];
  for (let attempt = 0; results.length < runs; attempt++) {
    // A browser of its own each time: nothing is remembered, and one that hangs harms one run.
    const chrome = await launch({ chromeFlags: flags });
    let report;
    try {
      report = (await lighthouse(rest.join('='), { port: chrome.port, onlyCategories: categories, logLevel: 'error' })).lhr;
    } finally {
      chrome.kill();
    }

    if (!report.runtimeError) {
      results.push(report);
    } else if (attempt >= runs) {
      throw new Error(`${name}: ${report.runtimeError.message}`);
    }
  }

  const scores = categories.map(c => median(results.map(r => r.categories[c].score)));
  const time = audit => `${Math.round(median(results.map(r => r.audits[audit].numericValue)))} ms`;
  console.log(`| ${name} | ${scores.map(s => Math.round(s * 100)).join(' | ')} | ${time('first-contentful-paint')} | ${time('largest-contentful-paint')} |`);

  // What kept a score below what is asked for.
  categories.forEach((category, i) => {
    if (scores[i] < least[category]) {
      short = true;
      const run = results.find(r => r.categories[category].score === scores[i]);
      const audits = run.categories[category].auditRefs.filter(a => a.weight > 0 && (run.audits[a.id].score ?? 1) < 0.9).map(a => run.audits[a.id]);
      console.error(`${name}, ${category}: ${audits.map(a => `${a.title} (${a.displayValue ?? a.score})`).join('; ')}`);
    }
  });
}

process.exitCode = short ? 1 : 0;
