const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value]))

/** Bytes as base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    for (const shift of [18, 12, 6, 0]) text += ALPHABET[(bits >> shift) & 63]
  }
  const padding = (3 - (bytes.length % 3)) % 3
  return text.slice(0, text.length - padding) + '='.repeat(padding)
}

/** The bytes of a base64 text, or null when it is none or longer than `most` bytes. */
export function fromBase64(text: string, most: number): Uint8Array | null {
  if (text.length % 4 !== 0 || text.length > 4 * Math.ceil(most / 3)) return null
  const digits = text.replace(/={1,2}$/, '')
  const bytes = new Uint8Array((digits.length * 6) >> 3)
  let held = 0
  let bits = 0
  let next = 0
  for (const digit of digits) {
    const value = VALUES.get(digit)
    if (value === undefined) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[next++] = (held >> bits) & 255
    }
  }
  return bytes.length <= most ? bytes : null
}
