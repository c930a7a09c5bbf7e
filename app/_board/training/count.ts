const WITH_COMMAS = new Intl.NumberFormat('en')

/** A whole number for reading: `1,000`. */
export const count = (n: number): string => WITH_COMMAS.format(n)

/** `1 step`, `1,000 steps`. */
export const countOf = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`
