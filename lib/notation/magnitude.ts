const SMALLEST = 1e-6
const LARGEST = 1e3
const DECADES = Math.log10(LARGEST / SMALLEST)

/**
 * The length of a magnitude bar, 0 to 1, on a log scale: |value| from 1e−6 (an empty bar) to 1e3 (a full one),
 * one ninth per power of ten. Zero is empty; what is not finite is full.
 */
export function magnitude(value: number): number {
  if (!Number.isFinite(value)) return 1
  if (value === 0) return 0
  return Math.min(1, Math.max(0, Math.log10(Math.abs(value) / SMALLEST) / DECADES))
}
