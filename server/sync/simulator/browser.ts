import { CLOSE, participantId, type Role } from '@/lib/protocol'
import { editAtRandom, KEPT } from './edits'
import { Page } from './page'
import type { Random } from './random'
import type { Player, Stage } from './stage'

/** What somebody does, and how often. */
export type Habits = Readonly<
  Record<
    | 'edit'
    | 'burst'
    | 'show'
    | 'undo'
    | 'offline'
    | 'cut'
    | 'silence'
    | 'reload'
    | 'tab'
    | 'changeRole'
    | 'kill',
    number
  >
>

/** How long a message is under way, in ms at most. */
const LONGEST_WAY = 10_000

/** A browser with one or two pages of the board, the copy that it keeps of it, and a participant's token. */
export class Browser implements Player {
  private pages: Page[] = []
  /** Every update that a page had, oldest first: what IndexedDB holds. */
  private copy: { readonly page: string; readonly update: Uint8Array }[] = []
  /** How many of them were read by a page, and are therefore on the disk. */
  private read = 0
  /** Whether the copy holds what the server does not want: it is kept aside and not brought again. */
  private isTainted = false
  /** Whether its link was replaced, or may have been. */
  private isRevoked = false
  /** Whether it knows that its link was replaced. */
  private isOut = false
  private count = 0
  private secret: string
  private roleSince = Number.NEGATIVE_INFINITY

  constructor(
    readonly name: string,
    private role: Role,
    private readonly token: string,
    private readonly habits: Habits,
    private readonly stage: Stage,
    private readonly random: Random,
  ) {
    this.secret = stage.secretOf(role)
    this.open()
  }

  operate(): void {
    this.stage.figures.operations++
    const page = this.pages[this.random.below(this.pages.length)]
    if (this.isOut || page === undefined) {
      if (this.isOut && this.random.chance(0.05)) this.takeNewLink()
      return
    }
    if (page.isRefused) this.afterRefusal(page)
    else this.act(page, this.random.weighted(this.habits))
  }

  recover(): void {
    if (!this.isOut && this.pages.length === 0) this.open()
    for (const page of this.pages) {
      if (page.isRefused) this.afterRefusal(page)
      else page.connection.goOnline()
    }
    if (this.isTainted && !this.isOut) this.startAfresh()
  }

  isAtRest(): boolean {
    return this.isOut || this.pages.every(page => page.isSaved)
  }

  replicas() {
    return this.isOut ? [] : this.pages.map(({ name, doc }) => ({ name, doc }))
  }

  seen() {
    if (this.isOut) return []
    return this.pages.map(({ name, awareness, link }) => {
      return { name, clients: [...awareness.getStates().keys()], through: link?.isWhole ? link.name : null }
    })
  }

  shown(): readonly number[] {
    return this.isOut ? [] : this.pages.map(({ doc }) => doc.clientID)
  }

  lose(roles: readonly Role[], isDone: boolean): void {
    if (!roles.includes(this.role)) return
    this.isRevoked = true
    if (!isDone) return
    // What is under way through the link that it had before may still arrive.
    if (this.stage.clock.now() - this.roleSince > LONGEST_WAY)
      this.stage.audit.revoke(this.participant, this.stage.serverDocument())
    // Somebody who does not know yet goes on.
    if (this.role === 'viewer') this.isTainted = true
    for (const { doc } of this.pages) doc.getMap('annotations').set('late', this.name)
  }

  destroy(): void {
    for (const page of this.pages.splice(0)) page.close(false)
  }

  private get participant(): string {
    return participantId(this.token, this.stage.boardId)
  }

  private open(): void {
    const name = `${this.name}.${++this.count}`
    const copy = this.copy.map(({ update }) => update)
    this.read = copy.length
    const keep = (update: Uint8Array) => this.copy.push({ page: name, update })
    this.pages.push(new Page(name, this.role, this.secret, this.token, copy, keep, this.stage, this.random))
  }

  private shut(page: Page, isKilled: boolean): void {
    this.stage.trace.note(page.name, isKilled ? 'is killed' : 'closes')
    page.close(isKilled)
    this.pages = this.pages.filter(other => other !== page)
  }

  private act(page: Page, what: keyof Habits): void {
    const { random, stage } = this
    stage.trace.note(page.name, what)
    switch (what) {
      case 'edit':
        this.edit(page)
        break
      case 'burst':
        for (let i = 2 + random.below(5); i > 0; i--) this.edit(page)
        break
      case 'show':
        page.awareness.setLocalStateField('cursor', { x: random.below(999), y: random.below(999) })
        break
      case 'undo':
        if (random.chance(0.7)) page.undo.undo()
        else page.undo.redo()
        break
      case 'offline':
        page.connection.goOffline()
        stage.clock.after(random.between(100, 20_000), () => {
          if (this.pages.includes(page)) page.connection.goOnline()
        })
        break
      case 'cut':
        page.link?.cut(random.between(0, 2_000), random.between(0, 2_000))
        break
      case 'silence':
        page.link?.silence(random.pick(['up', 'down', 'both', 'both']))
        if (random.chance(0.3)) this.reload(page)
        break
      case 'reload':
        this.reload(page)
        break
      case 'tab':
        if (this.pages.length > 1) this.shut(page, random.chance(0.3))
        else this.open()
        break
      case 'changeRole':
        this.changeRole(random.pick(['owner', 'editor', 'editor', 'annotator', 'viewer']))
        break
      case 'kill':
        this.shut(page, true)
        if (random.chance(0.5)) this.forgetTail(page)
        stage.clock.after(random.between(0, 15_000), () => {
          if (this.pages.length === 0) this.open()
        })
        break
    }
  }

  private edit(page: Page): void {
    this.stage.figures.edits++
    if (this.role !== 'viewer') {
      editAtRandom(page.doc, page.board, this.role, this.random)
      return
    }
    if (!this.random.chance(0.2)) return
    this.isTainted = true
    page.doc.getMap('model').delete(KEPT)
    page.doc.getMap('annotations').set('forbidden', this.name)
  }

  private reload(page: Page): void {
    this.shut(page, this.random.chance(0.3))
    if (this.random.chance(0.2)) this.forgetTail(page)
    if (this.random.chance(0.2) && this.pages.length === 0) this.copy = []
    this.open()
  }

  /** What a browser writes to its disk lags behind. */
  private forgetTail({ name }: Page): void {
    for (let i = this.random.below(6); i > 0; i--) {
      const last = this.copy.findLastIndex(({ page }) => page === name)
      if (last >= this.read) this.copy.splice(last, 1)
    }
  }

  private changeRole(role: Role): void {
    if (this.isRevoked || this.stage.isReplacing(role)) return
    this.roleSince = this.stage.clock.now()
    for (const page of [...this.pages]) this.shut(page, false)
    const isKnown = this.copy.every(({ update }) => this.stage.audit.isInLog(update))
    if (this.isTainted || !isKnown) this.copy = []
    this.isTainted = false
    this.role = role
    this.secret = this.stage.secretOf(role)
    this.open()
  }

  private startAfresh(): void {
    for (const page of [...this.pages]) this.shut(page, false)
    this.copy = []
    this.isTainted = false
    this.open()
  }

  private afterRefusal(page: Page): void {
    const { refusal } = page.connection.status()
    this.stage.figures.refusals++
    const isAboutLink = refusal?.code === CLOSE.revoked || refusal?.code === CLOSE.unauthorised
    if (this.isRevoked && isAboutLink) {
      this.isOut = true
      return
    }
    this.stage.audit.blame(`${page.name} was refused: ${refusal?.code} ${refusal?.message}`)
    this.startAfresh()
  }

  /** The owner sent the new link. */
  private takeNewLink(): void {
    if (this.stage.isReplacing(this.role)) return
    for (const page of [...this.pages]) this.shut(page, false)
    if (this.isTainted) this.copy = []
    this.isTainted = this.isRevoked = this.isOut = false
    this.secret = this.stage.secretOf(this.role)
    this.stage.audit.revoke(this.participant, null)
    this.open()
  }
}
