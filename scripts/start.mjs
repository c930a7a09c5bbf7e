import './require-node.mjs'
import { buildIfNeeded, SERVER } from './bundle.mjs'
import { checkDataFolder, checkPort } from './machine.mjs'
import { MEMORY_ENVIRONMENT, MEMORY_FLAGS } from './memory-flags.mjs'
import { installPackages } from './packages.mjs'
import { serve } from './serve.mjs'
import { runCommand, say } from './steps.mjs'

await runCommand(async () => {
  await checkPort()
  checkDataFolder()
  await installPackages()
  await buildIfNeeded()
  say('Starting …')
  serve(['--enable-source-maps', ...MEMORY_FLAGS, SERVER], { ...MEMORY_ENVIRONMENT, NODE_ENV: 'production' })
})
