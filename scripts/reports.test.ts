import { describe, expect, it } from 'vitest'
import {
  closingLine,
  countOfClosingLine,
  countOfPlaywright,
  countOfVitest,
  oneFailure,
  total,
} from './reports.mjs'

describe('the counts of the tests', () => {
  it('are summed, with the names of the failed', () => {
    const sum = total([{ passed: 2, failed: 0, skipped: 1, failures: [] }, oneFailure('build')])
    expect(sum).toEqual({ passed: 2, failed: 1, skipped: 1, failures: ['build'] })
    expect(closingLine(sum)).toBe('2 passed, 1 failed, 1 skipped')
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  })

  it('are read off the closing line of a command', () => {
    expect(countOfClosingLine('parity', 'gjs ok\n4 passed, 0 failed, 1 skipped\n')).toEqual({
      passed: 4,
      failed: 0,
      skipped: 1,
      failures: [],
    })
    expect(countOfClosingLine('parity', '3 passed, 2 failed')).toMatchObject({
      passed: 3,
      failed: 2,
      skipped: 0,
    })
    expect(countOfClosingLine('parity', 'Segmentation fault')).toMatchObject({ passed: 0, failed: 1 })
    expect(countOfClosingLine('parity', '')).toMatchObject({ passed: 0, failed: 1 })
  })

  it('take a test file that cannot be loaded as a failure', () => {
    const report = {
      testResults: [
        { name: 'a.test.ts', status: 'failed', assertionResults: [] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'adds', status: 'passed' },
            { fullName: 'divides', status: 'failed' },
            { fullName: 'later', status: 'pending' },
          ],
        },
      ],
    }
    expect(countOfVitest(report)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ['a.test.ts: could not be loaded', 'b.test.ts: divides'],
    })
  })

  it('take a flaky browser test, and a server that does not start, as failures', () => {
    const spec = (title: string, status: string) => ({ title, file: 'a.spec.ts', tests: [{ status }] })
    const suites = [
      {
        specs: [spec('opens', 'expected')],
        suites: [{ specs: [spec('edits', 'flaky'), spec('closes', 'unexpected'), spec('waits', 'skipped')] }],
      },
    ]
    expect(countOfPlaywright({ suites, errors: [] })).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ['a.spec.ts: edits', 'a.spec.ts: closes'],
    })
    expect(countOfPlaywright({ suites: [], errors: [{ message: 'no server' }] })).toMatchObject({
      failed: 1,
      failures: ['browser tests: no server'],
    })
  })
})
