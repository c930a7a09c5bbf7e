import type { Thread } from '@/lib/board'

const MOST_QUOTED = 60

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** The beginning of a text, in one line. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= MOST_QUOTED ? line : `${characters.slice(0, MOST_QUOTED).join('')}…`
}

/** A thread in a sentence, for whoever hears it and does not see it. */
export function threadWords(
  { name, messages, resolved }: Thread,
  about: string | null,
  unread: number,
): string {
  const replies = messages.length - 1
  const parts = [
    `Comment by ${name}${about === null ? '' : ` ${about}`}: ${beginningOf(messages[0]?.text ?? '')}`,
    ...(replies > 0 ? [plural(replies, 'reply', 'replies')] : []),
    ...(resolved === null ? [] : ['resolved']),
    ...(unread > 0 ? [`${unread} unread`] : []),
  ]
  return parts.join(', ')
}
