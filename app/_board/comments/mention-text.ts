import type { Mention } from '@/lib/board'

/** A piece of a message: plain text, or the name of somebody whom it mentions. */
export interface TextPart {
  /** Where it begins in the message. */
  readonly at: number
  readonly text: string
  readonly mention: Mention | null
}

const WORD = /[\p{L}\p{N}_]/u

/** Whether a text says `@name` at a place, and not the beginning of a longer name. */
function saysAt(text: string, name: string, at: number): boolean {
  if (!text.startsWith(`@${name}`, at)) return false
  const next = text.slice(at + name.length + 1)[0] ?? ''
  return !WORD.test(next)
}

/** Those of these people whom a text mentions. */
export function mentionsIn(text: string, people: readonly Mention[]): readonly Mention[] {
  return people.filter(({ name }) => {
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1))
      if (saysAt(text, name, at)) return true
    return false
  })
}

/** A message in pieces, so that the names in it can be marked. The longer of two names that fit is meant. */
export function partsOf(text: string, mentions: readonly Mention[]): readonly TextPart[] {
  const longestFirst = [...mentions].sort((a, b) => b.name.length - a.name.length)
  const parts: TextPart[] = []
  let plainFrom = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const mention = longestFirst.find(({ name }) => saysAt(text, name, at))
    if (mention === undefined || at < plainFrom) continue
    if (at > plainFrom) parts.push({ at: plainFrom, text: text.slice(plainFrom, at), mention: null })
    parts.push({ at, text: `@${mention.name}`, mention })
    plainFrom = at + mention.name.length + 1
  }
  if (plainFrom < text.length) parts.push({ at: plainFrom, text: text.slice(plainFrom), mention: null })
  return parts
}

/** What is being typed after an `@` before the caret; null where no name is. */
export function mentionBefore(
  text: string,
  caret: number,
): { readonly at: number; readonly query: string } | null {
  const before = text.slice(0, caret)
  const at = before.lastIndexOf('@')
  if (at < 0 || WORD.test(before[at - 1] ?? '')) return null
  const query = before.slice(at + 1)
  return query.length > 40 || query.includes('\n') ? null : { at, query }
}

const MOST_SUGGESTED = 6

/** The people whose names fit what was typed. */
export function suggested(query: string, people: readonly Mention[]): readonly Mention[] {
  const typed = query.toLocaleLowerCase()
  const fits = ({ name }: Mention) =>
    name.toLocaleLowerCase() !== typed &&
    (name.toLocaleLowerCase().startsWith(typed) ||
      name
        .toLocaleLowerCase()
        .split(/\s+/)
        .some(word => word.startsWith(typed)))
  return people.filter(fits).slice(0, MOST_SUGGESTED)
}
