import type { Color } from '@/lib/board'

export type PaperTheme = 'light' | 'dark'

/** The colours of a picture: those of the page in that theme (`app/tokens.css`), and those that annotations have. */
export interface Palette {
  readonly paper: string
  readonly surface: string
  readonly ink: string
  readonly inkSoft: string
  readonly line: string
  readonly lineStrong: string
  readonly forward: string
  readonly forwardSoft: string
  readonly forwardLine: string
  readonly backward: string
  readonly backwardSoft: string
  readonly backwardLine: string
  readonly warn: string
  readonly warnSoft: string
  readonly bad: string
  /** What people draw and write with. */
  readonly colors: Readonly<Record<Color, string>>
}

export const PALETTES: Readonly<Record<PaperTheme, Palette>> = {
  light: {
    paper: '#f7f7f5',
    surface: '#ffffff',
    ink: '#1b1f24',
    inkSoft: '#59626d',
    line: '#dfe3e8',
    lineStrong: '#868f9a',
    forward: '#0a5fae',
    forwardSoft: '#e5f0fb',
    forwardLine: '#8fbce6',
    backward: '#ad4405',
    backwardSoft: '#fcefe5',
    backwardLine: '#eab08a',
    warn: '#7d5200',
    warnSoft: '#fdf2d8',
    bad: '#ab1f2d',
    colors: {
      ink: '#1b1f24',
      grey: '#6b7480',
      red: '#c42b3a',
      orange: '#c05a00',
      green: '#2b7a3d',
      teal: '#0b7a82',
      blue: '#1c62c4',
      violet: '#7446c9',
    },
  },
  dark: {
    paper: '#12151a',
    surface: '#191d23',
    ink: '#e9ecef',
    inkSoft: '#a3adb8',
    line: '#2c333c',
    lineStrong: '#6f7a87',
    forward: '#74b8f7',
    forwardSoft: '#16293c',
    forwardLine: '#33628f',
    backward: '#f4a368',
    backwardSoft: '#38231a',
    backwardLine: '#8d5328',
    warn: '#f0c060',
    warnSoft: '#352a10',
    bad: '#ff8f98',
    colors: {
      ink: '#e9ecef',
      grey: '#98a2ad',
      red: '#ff7b85',
      orange: '#f4a35c',
      green: '#74cf8e',
      teal: '#5cccd2',
      blue: '#7eb2ff',
      violet: '#b795ff',
    },
  },
}

/** A colour mixed into another, 0…1 of it: what `color-mix(in srgb, …)` gives, for programs that do not know that. */
export function mixed(color: string, into: string, share: number): string {
  const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  const channels = [1, 3, 5].map(at =>
    Math.round(channel(color, at) * share + channel(into, at) * (1 - share))
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${channels.join('')}`
}
