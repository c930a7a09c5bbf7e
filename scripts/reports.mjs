// What the test runners report, as counts: { passed, failed, skipped, failures: the names of the failed }.

/** One failure that no test stands for: a runner that did not run. */
export const oneFailure = name => ({ passed: 0, failed: 1, skipped: 0, failures: [name] })

/** The sum of several counts. */
export const total = counts => ({
  passed: sum(counts.map(count => count.passed)),
  failed: sum(counts.map(count => count.failed)),
  skipped: sum(counts.map(count => count.skipped)),
  failures: counts.flatMap(count => count.failures),
})

/** The line that every test command ends with: `12 passed, 0 failed`, and `, 1 skipped` where something was. */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** Reads the closing line off the end of a command's output. */
export function countOfClosingLine(name, output) {
  const numbers = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(output.trimEnd().split('\n').at(-1))
  if (!numbers) return oneFailure(`${name}: ended without its counts`)
  const [passed, failed, skipped] = numbers.slice(1).map(digits => Number(digits ?? 0))
  return { passed, failed, skipped, failures: failed > 0 ? [`${name}: ${failed} failed, see above`] : [] }
}

/** Reads Vitest's JSON report. A file that could not be loaded counts as one failure. */
export function countOfVitest(report) {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  )
  const tests = report.testResults.flatMap(file =>
    file.assertionResults.map(test => ({ ...test, file: file.name })),
  )
  const failed = tests.filter(test => test.status === 'failed')
  const passed = tests.filter(test => test.status === 'passed')
  return {
    passed: passed.length,
    failed: failed.length + broken.length,
    skipped: tests.length - passed.length - failed.length,
    failures: [
      ...broken.map(file => `${file.name}: could not be loaded`),
      ...failed.map(test => `${test.file}: ${test.fullName}`),
    ],
  }
}

/** Reads Playwright's JSON report. A test that passed only when retried counts as failed. */
export function countOfPlaywright(report) {
  const tests = report.suites.flatMap(testsOfSuite)
  const failed = tests.filter(test => test.status === 'unexpected' || test.status === 'flaky')
  const errors = failed.length > 0 ? [] : report.errors.map(error => `browser tests: ${error.message}`)
  return {
    passed: tests.filter(test => test.status === 'expected').length,
    failed: failed.length + errors.length,
    skipped: tests.filter(test => test.status === 'skipped').length,
    failures: [...errors, ...failed.map(test => test.name)],
  }
}

const testsOfSuite = suite => [
  ...(suite.suites ?? []).flatMap(testsOfSuite),
  ...(suite.specs ?? []).flatMap(spec =>
    spec.tests.map(test => ({ status: test.status, name: `${spec.file}: ${spec.title}` })),
  ),
]

const sum = numbers => numbers.reduce((all, number) => all + number, 0)
