import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { ROOT, StepError } from './steps.mjs'

/** Ends in one sentence when the server could not listen on PORT. Run before the long steps. */
export async function checkPort() {
  const port = readPort(process.env.PORT)
  const code = await whyNotListening(port)
  if (code === 'EADDRINUSE') {
    throw new StepError(`Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`)
  }
  if (code === 'EACCES') {
    throw new StepError(`Port ${port} needs more rights than you have. Choose another: PORT=3001 npm start`)
  }
}

/** The port that PORT names; as the server reads it, an empty one names none. */
export function readPort(text) {
  const wanted = text || '3000'
  const port = Number(wanted)
  if (/^\d+$/.test(wanted) && port <= 65_535) return port
  throw new StepError(`PORT must be a number from 0 to 65535, not “${wanted}”.`)
}

/** The code of the error that a server on this port would meet, or null. */
function whyNotListening(port) {
  return new Promise(resolve => {
    const probe = createServer()
    probe.on('error', error => resolve(error.code))
    probe.listen(port, () => probe.close(() => resolve(null)))
  })
}

/** Ends in one sentence when the boards could not be written to DATA_DIR. */
export function checkDataFolder() {
  if (process.env.DATABASE_URL) return
  const folder = resolve(ROOT, process.env.DATA_DIR || 'data')
  try {
    makeFolder(folder)
    const probe = join(folder, `.writable-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StepError(
      `Boards cannot be stored in ${folder} (${error.code}). Make it writable, or choose another folder: DATA_DIR=/path npm start`,
    )
  }
}

/** Level by level: Node 20's own recursive mkdir never returns where a folder can hold no folders, as in /proc. */
function makeFolder(path) {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}
