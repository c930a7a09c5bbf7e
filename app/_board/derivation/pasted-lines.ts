/**
 * A text from elsewhere as lines of a derivation: what stood on lines of its own, in LaTeX also between `\\`, without the
 * environment, the dollars and the marks of alignment around it.
 */
export function pastedLines(text: string): readonly string[] {
  return text
    .replace(/\\(?:begin|end)\s*\{(?:aligned|align\*?|equation\*?|gather\*?|gathered|split)\}/g, '\n')
    .replace(/\\\[|\\\]|\$\$/g, '\n')
    .split(/\r?\n|\\\\(?:\[[^\]]*\])?/)
    .map(line =>
      line
        .replace(/&/g, '')
        .replace(/\\(?:nonumber|notag)\b/g, '')
        .trim(),
    )
    .map(line => (/^\$[^$]*\$$/.test(line) ? line.slice(1, -1).trim() : line))
    .filter(line => line !== '')
}
