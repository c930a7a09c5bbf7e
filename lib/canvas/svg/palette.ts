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
  /** The paper of their notes. */
  readonly notes: Readonly<Record<Color, string>>
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
      red: '#c02330',
      orange: '#b34d0c',
      green: '#1d7a4c',
      teal: '#0b7285',
      blue: '#0a5fae',
      violet: '#6741d9',
    },
    notes: {
      ink: '#fff3bf',
      grey: '#eceff2',
      red: '#fde2e4',
      orange: '#fee8d2',
      green: '#dcf3e4',
      teal: '#d5f2f5',
      blue: '#dcebfb',
      violet: '#e9e3fd',
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
      red: '#ff8f98',
      orange: '#f4a368',
      green: '#7bd3a3',
      teal: '#66cfdd',
      blue: '#74b8f7',
      violet: '#b4a5ff',
    },
    notes: {
      ink: '#423a14',
      grey: '#2f363e',
      red: '#462327',
      orange: '#45301b',
      green: '#1c3b29',
      teal: '#163b41',
      blue: '#1b3550',
      violet: '#322a58',
    },
  },
}
