// Imported first by every command, so that an old Node ends in one sentence and not in a syntax error.
// Keep to syntax that old versions read.

const OLDEST = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Chainboard needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}. See https://nodejs.org.`,
  )
  process.exit(1)
}
