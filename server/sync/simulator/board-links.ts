import { deriveSecret, ROLES, type Role } from '@/lib/protocol'
import { linksToStore, type Rotations, rotationsOf } from '../../links'
import type { StoredLinks } from '../../storage/storage'
import type { ServerProcess } from './server-process'

/** The board's links and their owner, who replaces one now and then, as the API does. */
export class BoardLinks {
  private rotations: Rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  private replacing: Role | null = null

  /** @param newSecret - makes an owner's secret */
  constructor(
    private readonly boardId: string,
    private readonly newSecret: () => string,
    private ownerSecret: string,
  ) {}

  get isBeingReplaced(): boolean {
    return this.replacing !== null
  }

  isReplacing(role: Role): boolean {
    return this.replacing === 'owner' || this.replacing === role
  }

  secretOf(role: Role): string {
    return deriveSecret(this.ownerSecret, role, this.rotations[role])
  }

  stored(): StoredLinks {
    return linksToStore(this.ownerSecret, this.rotations)
  }

  /**
   * Replaces the link of a role, and tries until the server says that it is done; `goOn` is for a server that starts anew
   * meanwhile.
   *
   * @param onChange - called before every attempt and, with true, when it is done
   */
  async replace(
    role: Role,
    server: ServerProcess | null,
    onChange: (roles: readonly Role[], isDone: boolean) => void,
  ): Promise<void> {
    this.replacing = role
    const roles: readonly Role[] = role === 'owner' ? ROLES : [role]
    onChange(roles, false)
    if (server === null) return
    try {
      const before = await server.storage.findLinks(this.boardId)
      if (before === null) throw new Error('The board has no links')
      const ownerSecret = role === 'owner' ? this.newSecret() : this.ownerSecret
      const rotations = { ...rotationsOf(before) }
      for (const name of roles) rotations[name]++
      await server.storage.replaceLinks(this.boardId, before, linksToStore(ownerSecret, rotations))
      server.rooms.revoke(this.boardId, roles)
      this.ownerSecret = ownerSecret
      this.rotations = rotations
      this.replacing = null
      onChange(roles, true)
    } catch {
      server.clock.after(500, () => void this.replace(role, server, onChange))
    }
  }

  goOn(server: ServerProcess | null, onChange: (roles: readonly Role[], isDone: boolean) => void): void {
    if (this.replacing !== null) void this.replace(this.replacing, server, onChange)
  }
}
