import type { Status } from '@/lib/connection'

/** An editor's page that is connected, with everything saved. */
export const ONLINE: Status = {
  phase: 'online',
  everSynced: true,
  unsaved: 0,
  role: 'editor',
  participant: 'me',
  generation: 'g',
  refusal: null,
  denial: null,
  storage: 'ok',
}
