// Counts tests from reports: `count-tests.mjs surefire|vitest:NAME REPORTS`.
// Writes "passed failed skipped" to file descriptor 3 and names each failed test on standard output.
import { existsSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const [mode, reports] = process.argv.slice(2);
const count = { passed: 0, failed: 0, skipped: 0 };

function fail(test, message) {
  count.failed++;
  const firstLines = (message ?? "").trim().split("\n").slice(0, 6).join("\n      ");
  console.log(`  FAILED ${test}\n      ${firstLines}`);
}

const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", "#10": "\n" };
const unescape = (text) => text.replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, name) => entities[name]);
const attribute = (tag, name) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

function surefireReports() {
  return readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.name, "target", "surefire-reports"))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => /TEST-[^/]*\.xml$/.test(file));
}

// Each <testcase> is empty, or holds what it printed and perhaps a failure, an error or "skipped".
function countSurefire(file) {
  const xml = readFileSync(file, "utf8").replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  for (const [, tag, body] of xml.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const bad = /<(failure|error)\b((?:[^>"]|"[^"]*")*)>/.exec(body ?? "");
    if (bad) fail(`${attribute(tag, "classname")}.${attribute(tag, "name")}`, attribute(bad[2], "message"));
    else if (/<skipped\b/.test(body ?? "")) count.skipped++;
    else count.passed++;
  }
}

function countVitest(file) {
  if (!existsSync(file)) return;
  for (const suite of JSON.parse(readFileSync(file, "utf8")).testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === "passed") count.passed++;
      else if (test.status === "failed") fail(test.fullName, test.failureMessages.join("\n"));
      else count.skipped++;
    }
    // A file that does not load, or a hook that fails, has no failed test to show for it.
    if (suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed")) {
      fail(suite.name, suite.message);
    }
  }
}

if (mode === "surefire") surefireReports().forEach(countSurefire);
else countVitest(join(reports, `${mode.split(":")[1]}.json`));
writeSync(3, `${count.passed} ${count.failed} ${count.skipped}\n`);
