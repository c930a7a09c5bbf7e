import { run } from '../run'
import { noPages } from './no-pages'

await run(async () => noPages)
