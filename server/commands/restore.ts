import { restore } from '../storage/backup'
import { runOnFile } from './command'

runOnFile('restore', (dataDir, file) => {
  const { boards, replaced } = restore(dataDir, file)
  const before = replaced === null ? '' : ` What was there before is in ${replaced}.`
  return `Restored ${boards} boards from ${file} into ${dataDir}.${before}`
})
