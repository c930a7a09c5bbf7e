export const sum = (things, of) => things.reduce((total, thing) => total + of(thing), 0)

/** The value below which a share of them lies; NaN of none. */
export function quantile(values, share) {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
