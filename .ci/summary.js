// Usage: node .ci/summary.js <jest's JSON report> <exit code of the tests> <failures elsewhere>
const { readFileSync } = require("node:fs");

const [path, status, elsewhere] = process.argv.slice(2);
let report = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };
try {
  report = JSON.parse(readFileSync(path, "utf8"));
} catch (error) {
  console.log(`FAILED: the tests left no report: ${error.message}`);
}

for (const file of report.testResults) {
  const failed = file.assertionResults.filter((test) => test.status === "failed");
  for (const test of failed) {
    console.log(`FAILED: ${file.name}: ${test.fullName}`);
  }
  if (file.status === "failed" && failed.length === 0) {
    console.log(`FAILED: ${file.name}: the file could not be run`);
  }
}

let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
if (status !== "0" && failed === 0) {
  console.log(`FAILED: npm test ended with ${status} without a failed test`);
  failed += 1;
}
failed += Number(elsewhere);
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
