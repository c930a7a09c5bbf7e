import './require-node.mjs'
import { checkDataFolder, checkPort } from './machine.mjs'
import { installPackages } from './packages.mjs'
import { serve } from './serve.mjs'
import { runCommand } from './steps.mjs'

await runCommand(async () => {
  await checkPort()
  checkDataFolder()
  await installPackages()
  serve(['--import', 'tsx', 'server/index.ts', '--dev'], { NEXT_TELEMETRY_DISABLED: '1' })
})
