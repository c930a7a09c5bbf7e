import { statfs } from 'node:fs/promises'

/** How many bytes are free for this process on the disk of `directory`; infinitely many where the system does not tell. */
export async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
