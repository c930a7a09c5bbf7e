import { statfs } from 'node:fs/promises'
import type { StorageState } from '@/lib/protocol'
import type { Config } from '../config'
import { HttpError } from './answer'

/**
 * Throws 507 with `message` when the disk has no space to spare: what is left of it belongs to the changes of the boards that there
 * are. A database's own disk is known to the database alone.
 */
export async function refuseOnFullDisk(
  { dataDir, databaseUrl, limits }: Config,
  state: StorageState,
  message: string,
): Promise<void> {
  const isShort = databaseUrl === null ? (await freeBytes(dataDir)) < limits.freeDiskBytes : state === 'full'
  if (isShort) throw new HttpError(507, 'no_space', message)
}

/** How many bytes are free for this process on the disk of `directory`; infinitely many where the system does not tell. */
async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
