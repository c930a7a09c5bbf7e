import './require-node.mjs'
import { build } from './bundle.mjs'
import { installPackages } from './packages.mjs'
import { runCommand } from './steps.mjs'

await runCommand(async () => {
  await installPackages()
  await build()
})
