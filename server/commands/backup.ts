import { backUp } from '../storage/backup'
import { runOnFile } from './command'

runOnFile('backup', (dataDir, file) => {
  const { boards, bytes } = backUp(dataDir, file)
  return `Saved ${boards} boards in ${file} (${bytes} bytes).`
})
