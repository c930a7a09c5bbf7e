import type { Message, Thread } from '@/lib/board'

/** Up to which moment (ms since 1970, the server's) each thread was read in this browser. */
export type ReadMarks = Readonly<Record<string, number>>

/** The messages of others that were not read. */
export function unreadIn({ id, messages }: Thread, marks: ReadMarks, me: string): readonly Message[] {
  const until = Object.hasOwn(marks, id) ? (marks[id] ?? 0) : 0
  return messages.filter(({ at, by }) => at > until && by !== me)
}

/** The marks when these threads were read to their ends. Those of threads that are gone are left out. */
export function marked(marks: ReadMarks, read: readonly Thread[], all: readonly Thread[]): ReadMarks {
  const there = new Set(all.map(({ id }) => id))
  const kept = Object.entries(marks).filter(([id]) => there.has(id))
  const ends = read.map(({ id, messages }): [string, number] => [id, messages.at(-1)?.at ?? 0])
  return Object.fromEntries([...kept, ...ends])
}

export const isMentioned = ({ mentions }: Message, me: string): boolean =>
  mentions.some(({ id }) => id === me)

/** Marks as they were kept in a browser; what is none is left out. */
export function readMarks(raw: unknown): ReadMarks {
  if (typeof raw !== 'object' || raw === null) return {}
  return Object.fromEntries(Object.entries(raw).filter(([, at]) => typeof at === 'number'))
}
