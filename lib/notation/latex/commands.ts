/** How an argument of a command is looked at: as a formula whose symbols are those of the chain, or as something else. */
export type Argument = 'formula' | 'other'

const F = 'formula'
const O = 'other'

/** Commands that take arguments; all others stand for themselves. An accent makes another symbol of its letter. */
const ARGUMENTS = new Map<string, readonly Argument[]>()
const take = (names: string, ...args: readonly Argument[]) => {
  for (const name of names.split(' ')) ARGUMENTS.set(`\\${name}`, args)
}
take('frac dfrac tfrac cfrac binom dbinom tbinom', F, F)
take('overset underset stackrel', F, F)
take('sqrt boxed fbox cancel bcancel xcancel sout phase underline smash pmb mathchoice', F)
take('overbrace underbrace overbracket underbracket overgroup undergroup', F)
take('xrightarrow xleftarrow xRightarrow xLeftarrow xleftrightarrow xLeftrightarrow', F)
take('xmapsto xlongequal xhookrightarrow xhookleftarrow xrightharpoonup xleftharpoonup', F)
take('xrightharpoondown xleftharpoondown xrightleftharpoons xleftrightharpoons xtofrom', F)
take('xtwoheadrightarrow xtwoheadleftarrow xrightequilibrium xleftequilibrium xrightleftarrows', F)
take('mathop mathbin mathrel mathopen mathclose mathpunct mathinner mathord', F)
take('mathrlap mathllap mathclap rlap llap clap vcenter', F)
take('pmod mod pod', F)
take('color kern mkern hskip mskip hspace begin end tag mathring', O)
take('textcolor colorbox raisebox', O, F)
take('fcolorbox', O, O, F)
take('rule', O, O)
take('genfrac', O, O, O, O, F, F)
take('hat bar vec dot ddot dddot ddddot tilde acute grave breve check', O)
take('widehat widetilde widecheck overline overrightarrow overleftarrow overleftrightarrow', O)
take('Overrightarrow overleftharpoon overrightharpoon overlinesegment underlinesegment utilde', O)
take('underrightarrow underleftarrow underleftrightarrow underbar', O)
take('phantom hphantom vphantom not operatorname operatornamewithlimits char', O)
take('text textrm textbf textit textsf texttt textnormal textmd textup emph hbox mbox textcircled', O)
take('mathrm mathbf mathit mathsf mathtt mathbb mathfrak mathscr mathcal mathnormal mathsfit', O)
take('boldsymbol bm bold Bbb frak', O)
take('bra ket Bra Ket braket Braket Set set', F)
take('overunderset', F, F, F)
take('left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr', O)
take('bigm Bigm biggm Biggm', O)
take('mathreflectbox reflectbox angl angln', O)

const NOTHING: readonly Argument[] = []

export const argumentsOf = (command: string): readonly Argument[] => ARGUMENTS.get(command) ?? NOTHING

/** What follows these to the end of the group is inside them. */
const SWITCHES = new Set(
  (
    'displaystyle textstyle scriptstyle scriptscriptstyle color rm sf tt bf it cal frak tiny sixptsize scriptsize ' +
    'footnotesize small normalsize large Large LARGE huge Huge over atop choose brace brack above'
  )
    .split(' ')
    .map(name => `\\${name}`),
)

export const isSwitch = (command: string): boolean => SWITCHES.has(command)

const DEFINING =
  'def gdef edef xdef let futurelet global globallet long newcommand renewcommand providecommand newenvironment ' +
  'renewenvironment DeclareMathOperator expandafter noexpand csname endcsname catcode require'
const REACHING = 'href url includegraphics'
const MARKING = 'htmlClass htmlId htmlStyle htmlData class cssId style data unicode'

const REFUSED = new Map<string, string>()
const refuse = (names: string, why: string) => {
  for (const name of names.split(' ')) REFUSED.set(`\\${name}`, why)
}
refuse(DEFINING, 'commands of one’s own cannot be made here; write out what it stands for')
refuse(REACHING, 'links and pictures cannot stand in a formula')
refuse(MARKING, 'it would change the page around the formula')
refuse('verb', 'use \\texttt{…} or \\text{…} for words')

/** Why a command may not be used in a formula, as the end of a sentence; null when it may. */
export function whyRefused(command: string): string | null {
  if (command.length > 2 && command.includes('@')) return 'it is part of the typesetter itself'
  return REFUSED.get(command) ?? null
}

const COSTS = new Map<string, number>([
  ['^', 5],
  ['_', 5],
  ['&', 6],
  ["'", 2],
  ['\\\\', 6],
  ['\\cr', 6],
  ['\\hline', 4],
  ['\\begin', 8],
  ['\\sqrt', 14],
  ['\\left', 8],
  ['\\KaTeX', 20],
  ['\\TeX', 20],
  ['\\LaTeX', 20],
])
const FRACTION =
  /^\\(?:[dtc]?frac|[dt]?binom|genfrac|over(?:set)?|underset|stackrel|atop|choose|above|brace|brack)$/
const STRETCHED = /^\\(?:x[a-zA-Z]{5,}|(?:over|under)[a-z]{4,}|wide[a-z]+|utilde|[bx]?cancel|sout|phase)$/

/** About how much work it is to set a token, and to show it; a letter is 1, and that is about 100 bytes of the page. */
export function costOf(text: string): number {
  const known = COSTS.get(text)
  if (known !== undefined) return known
  if (!text.startsWith('\\')) return text === '{' || text === '}' ? 0.5 : 1
  if (FRACTION.test(text)) return 10
  if (STRETCHED.test(text)) return 20
  return ARGUMENTS.has(text) ? 5 : 2
}
