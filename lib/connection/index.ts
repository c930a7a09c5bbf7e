export { type Connection, type ConnectionOptions, connect } from './connection'
export type { Clock, OpenSocket, Socket } from './socket'
export { isSaved, type Phase, type Refusal, type Status } from './status'
