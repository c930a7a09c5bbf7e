import type { MathfieldElement } from 'mathlive'

export type { MathfieldElement } from 'mathlive'

/**
 * Loads the visual editor and makes a field of it. Its letters are those of KaTeX, which the page has already; it makes no sounds and
 * asks no other server for anything.
 */
export async function newMathfield(): Promise<MathfieldElement> {
  const mathlive = await import('mathlive')
  mathlive.MathfieldElement.fontsDirectory = null
  mathlive.MathfieldElement.soundsDirectory = null
  mathlive.MathfieldElement.plonkSound = null
  mathlive.MathfieldElement.keypressSound = null
  return new mathlive.MathfieldElement()
}
