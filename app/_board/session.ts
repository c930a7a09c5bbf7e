import { createStore } from 'zustand/vanilla'
import type { Problem } from '@/lib/board'
import { type Quantity, quantityKey } from '@/lib/notation'

/** What the reader points at, and how they got there: only a focus is spoken aloud. */
export interface Inspection {
  readonly quantity: Quantity
  readonly by: 'pointer' | 'focus'
}

/** What may stand beside the board. */
export type SidePanelName = 'exercises' | 'walk' | 'insight'

/** Somebody's way through the passes, one quantity at a time. */
export interface Walk {
  /** How many quantities were shown. */
  readonly at: number
  /** The client id of whom this tab follows. */
  readonly leader: number | null
}

/** What a walk does to the chain, by the keys of quantities. */
export interface WalkMarks {
  /** Not worked out yet, so that their values are not shown. */
  readonly hidden: ReadonlySet<string>
  /** Worked out just now, and out of what. */
  readonly current: string | null
  readonly sources: ReadonlySet<string>
}

/** State of this browser tab: nobody else sees it and nothing keeps it. */
export interface Session {
  /** The step of the run that is looked at; null follows the last one. */
  readonly viewedStep: number | null
  /** The sample that is looked at; null follows the one that the next step uses. */
  readonly viewedSample: string | null
  readonly inspection: Inspection | null
  /** Keys of the quantities that the inspected one comes from. */
  readonly lit: ReadonlySet<string>
  /** The derived value that Tab reaches; arrow keys move on from there. */
  readonly tabStop: string
  /** How far a long run has been computed, while it is; null when nothing is left to compute. */
  readonly computed: number | null
  /** Whether this participant has stopped that computing. */
  readonly isComputingStopped: boolean
  /** Whether every gradient is held against its central difference. */
  readonly checksGradients: boolean
  /** The quantity that somebody has asked to derive, until the board takes it up. */
  readonly deriving: Quantity | null
  /** The panel of the dock that is open. */
  readonly panel: 'samples' | 'options' | null
  /** The panel that stands beside the board. */
  readonly side: SidePanelName | null
  readonly walk: Walk | null
  readonly walkMarks: WalkMarks
  /** The dialog that takes the board out of the page, or a file into it. */
  readonly fileDialog: 'export' | 'import' | null
  /** What of the annotations cannot be shown: the first by place, and the number of the others. */
  readonly annotationProblems: { readonly list: readonly Problem[]; readonly more: number }
  /** Counts the steps and changes that deserve a forward and a backward wave. */
  readonly wave: number
}

export const NOTHING_LIT: ReadonlySet<string> = new Set()

export const NO_MARKS: WalkMarks = { hidden: NOTHING_LIT, current: null, sources: NOTHING_LIT }

export const createSession = () =>
  createStore<Session>()(() => ({
    viewedStep: null,
    viewedSample: null,
    inspection: null,
    lit: NOTHING_LIT,
    tabStop: 'z:1',
    computed: null,
    isComputingStopped: false,
    checksGradients: false,
    deriving: null,
    panel: null,
    side: null,
    walk: null,
    walkMarks: NO_MARKS,
    fileDialog: null,
    annotationProblems: { list: [], more: 0 },
    wave: 0,
  }))

export type SessionStore = ReturnType<typeof createSession>

/** Somebody points at a quantity, or has come to it with the keyboard. */
export const inspect = (session: SessionStore, inspection: Inspection): void =>
  session.setState({ inspection })

/** They have left it, unless something else is looked at meanwhile. */
export function stopInspecting(session: SessionStore, { quantity, by }: Inspection): void {
  const current = session.getState().inspection
  if (current?.by !== by || quantityKey(current.quantity) !== quantityKey(quantity)) return
  session.setState({ inspection: null, lit: NOTHING_LIT })
}
