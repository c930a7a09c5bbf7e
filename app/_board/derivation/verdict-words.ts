import type { Verdict } from '@/lib/notation'

/** What stands beside a line, in a word or two. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  'only-here': 'only here',
  fails: 'fails',
  unclear: 'unclear',
}

const SUMMARY_WORDS: Readonly<Record<Verdict, string>> = {
  holds: 'hold',
  'only-here': 'only here',
  fails: 'fail',
  unclear: 'unclear',
}

/** How a derivation stands, in words: “3 hold, 1 fails”. */
export function summaryWords(lines: number, counts: ReadonlyMap<Verdict, number>): string {
  const verdicts = (['holds', 'only-here', 'fails', 'unclear'] as const).flatMap(verdict => {
    const count = counts.get(verdict) ?? 0
    if (count === 0) return []
    return [`${count} ${count === 1 ? VERDICT_WORDS[verdict] : SUMMARY_WORDS[verdict]}`]
  })
  return [lines === 1 ? '1 line' : `${lines} lines`, ...verdicts].join(' · ')
}
