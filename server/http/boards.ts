import type { IncomingMessage } from 'node:http'
import { fitsOnBoard, MAX_LAYERS, seedUpdate } from '@/lib/board'
import { type ChainJson, readChainJson } from '@/lib/engine'
import { isStrongSecret, ROLES, type Role } from '@/lib/protocol'
import type { Config } from '../config'
import {
  forEachRole,
  linksToShow,
  linksToStore,
  newBoardId,
  newOwnerSecret,
  type Rotations,
  roleOf,
  rotationsOf,
} from '../links'
import { addressGroup, ownOrigin } from '../origin'
import { LinksChanged, type Storage, type StoredLinks } from '../storage/storage'
import { type LinkReplacement, OutcomeUnknown } from '../sync/link-replacement'
import type { Rooms } from '../sync/rooms'
import { type Answer, HttpError, readJsonBody } from './answer'
import { authorise, linksOf } from './board-access'
import { refuseOnFullDisk } from './disk-space'
import { HourlyAllowance } from './hourly-allowance'

/** The API of boards: creating them, and what their links open. */
export class BoardHandlers {
  private readonly creations: HourlyAllowance

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
    private readonly rooms: Rooms,
    private readonly replacement: LinkReplacement,
  ) {
    this.creations = new HourlyAllowance(config.limits.boardsPerHour)
  }

  /** `POST /api/boards {title?, chain?}` → 201 `{id, links}`. */
  async create(request: IncomingMessage): Promise<Answer> {
    const body = await this.readBody(request)
    const seed = seedUpdate(readChain(body.chain), readTitle(body.title))
    const origin = this.ownOrigin(request)
    const now = Date.now()
    await refuseOnFullDisk(
      this.config,
      this.rooms.storageState,
      'The server is short of space and makes no new boards. Those that there are go on as before.',
    )
    if (!this.creations.take(addressGroup(request, this.config), now)) {
      const message = 'Too many boards were created from this address. Try again in an hour.'
      throw new HttpError(429, 'too_many_boards', message, { 'Retry-After': '3600' })
    }
    const id = newBoardId()
    const ownerSecret = newOwnerSecret()
    const rotations = forEachRole(() => 0)
    const first = { boardId: id, n: 1, participant: 'server', at: now, bytes: seed }
    await this.storage.createBoard(id, linksToStore(ownerSecret, rotations), first)
    return { status: 201, body: { id, links: linksToShow(origin, id, ownerSecret, rotations) } }
  }

  /** `GET /api/boards/<id>` → `{id, role}`, for the owner with the rotations that the links derive from. */
  async describe(request: IncomingMessage, boardId: string): Promise<Answer> {
    const links = await linksOf(this.storage, boardId)
    const { role } = authorise(request, links)
    const body =
      role === 'owner' ? { id: boardId, role, rotations: rotationsOf(links) } : { id: boardId, role }
    return { status: 200, body }
  }

  /**
   * `POST /api/boards/<id>/rotate {role, secret?}` → `{id, links}`: replaces the link of a role, for the owner all of them, which
   * then derive from `secret`: whoever asks makes it, so that no lost answer leaves a board without an owner. To ask for the same
   * once more is answered like the first time. Connections through replaced links end at once.
   */
  async rotate(request: IncomingMessage, boardId: string): Promise<Answer> {
    // The body first: a request that sends it slowly must not act on a link that was replaced meanwhile.
    const body = await this.readBody(request)
    const links = await linksOf(this.storage, boardId)
    const given = body.role === 'owner' && typeof body.secret === 'string' ? body.secret : ''
    if (roleOf(given, links) === 'owner') return this.showLinks(request, boardId, given, rotationsOf(links))
    const { role: asker, secret } = authorise(request, links)
    if (asker !== 'owner') throw new HttpError(403, 'owner_only', 'Only the owner link can replace links.')
    const role = readRole(body.role)
    const replaced: readonly Role[] = role === 'owner' ? ROLES : [role]
    const ownerSecret = role === 'owner' ? readNewSecret(body.secret, links) : secret
    const before = rotationsOf(links)
    const rotations = forEachRole(name => before[name] + (replaced.includes(name) ? 1 : 0))
    await this.replaceLinks(boardId, links, linksToStore(ownerSecret, rotations), replaced)
    return this.showLinks(request, boardId, ownerSecret, rotations)
  }

  /** `DELETE /api/boards/<id>` → `{id}`: removes the board for good, for its owner. Whoever is on it is told at once. */
  async delete(request: IncomingMessage, boardId: string): Promise<Answer> {
    const links = await linksOf(this.storage, boardId)
    if (authorise(request, links).role !== 'owner')
      throw new HttpError(403, 'owner_only', 'Only the owner link can delete the board.')
    try {
      await this.storage.deleteBoard(boardId, links)
    } catch (error) {
      if (error instanceof LinksChanged) throw linksChanged()
      // Nobody knows whether it was done: everybody comes back through the door, which does.
      this.rooms.recheck(boardId, ROLES)
      throw error
    }
    this.rooms.remove(boardId)
    return { status: 200, body: { id: boardId } }
  }

  private async replaceLinks(
    boardId: string,
    before: StoredLinks,
    after: StoredLinks,
    roles: readonly Role[],
  ): Promise<void> {
    try {
      await this.replacement.replace({ boardId, before, after, roles })
    } catch (error) {
      if (error instanceof OutcomeUnknown) {
        const message =
          'The server’s storage does not say whether the link was replaced. Look again in a moment.'
        throw new HttpError(503, 'outcome_unknown', message, { 'Retry-After': '5' })
      }
      throw error instanceof LinksChanged ? linksChanged() : error
    }
  }

  private showLinks(
    request: IncomingMessage,
    boardId: string,
    ownerSecret: string,
    rotations: Rotations,
  ): Answer {
    const links = linksToShow(this.ownOrigin(request), boardId, ownerSecret, rotations)
    return { status: 200, body: { id: boardId, links } }
  }

  private async readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
    const body = await readJsonBody(request, this.config.limits.bodyBytes)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
    throw new HttpError(400, 'bad_request', 'The body must be a JSON object.')
  }

  private ownOrigin(request: IncomingMessage): string {
    const origin = ownOrigin(request, this.config)
    if (origin === null) throw new HttpError(400, 'bad_host', 'The Host header is missing or malformed.')
    return origin
  }
}

const linksChanged = () =>
  new HttpError(
    409,
    'links_changed',
    'A link was replaced by somebody else at the same moment. Look at the links and try again.',
  )

function readNewSecret(secret: unknown, links: StoredLinks): string {
  if (typeof secret === 'string' && isStrongSecret(secret) && roleOf(secret, links) === null) return secret
  throw new HttpError(
    400,
    'bad_secret',
    'A new owner link needs a new secret: 32 random bytes as base64url, made by whoever asks.',
  )
}

function readTitle(title: unknown): string | undefined {
  if (title === undefined || typeof title === 'string') return title
  throw new HttpError(400, 'bad_title', 'The title must be a text.')
}

function readRole(role: unknown): Role {
  const known = ROLES.find(name => name === role)
  if (known !== undefined) return known
  throw new HttpError(400, 'bad_role', `The role must be one of ${ROLES.join(', ')}.`)
}

function readChain(chain: unknown): ChainJson | undefined {
  if (chain === undefined) return undefined
  const reading = readChainJson(chain)
  if (!reading.ok) throw new HttpError(400, 'bad_chain', `The chain cannot be read: ${reading.message}.`)
  if (fitsOnBoard(reading.value)) return reading.value
  throw new HttpError(
    400,
    'bad_chain',
    `The chain does not fit on a board, which has at most ${MAX_LAYERS} layers.`,
  )
}
