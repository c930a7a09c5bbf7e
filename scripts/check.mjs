import './require-node.mjs'
import { runChecks } from './checks.mjs'
import { installPackages } from './packages.mjs'
import { runCommand } from './steps.mjs'

await runCommand(async () => {
  await installPackages()
  const { failed } = await runChecks()
  if (failed > 0) process.exitCode = 1
})
