import { MAX_TITLE } from './limits'

/**
 * A title as it is stored and shown: one line of at most 120 characters. Control characters and those that turn the
 * direction of the text around become spaces.
 */
export function cleanTitle(text: string): string {
  const start = text.slice(0, 2 * MAX_TITLE) // a code point takes at most two units
  return Array.from(start.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' '))
    .slice(0, MAX_TITLE)
    .join('')
}
