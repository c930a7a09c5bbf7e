export { CLOSE, isFinal, SUBPROTOCOL } from './codes'
export {
  costsAttempt,
  type Exercise,
  type ExerciseAnswer,
  type ExerciseMark,
  type ExerciseOption,
  type ExerciseRemark,
  LONGEST_ANSWER,
  OUTCOMES,
  type Outcome,
  readExerciseHint,
  readExerciseMark,
  readExercises,
} from './exercises'
export { LIMITS, type Limit, type LimitName, type Limits } from './limits'
export {
  BOARD_ID,
  base64url,
  deriveSecret,
  isStrongSecret,
  linkPath,
  linkTag,
  participantId,
  SECRET,
  TOKEN,
} from './links'
export {
  encodeAwareness,
  encodeDenied,
  encodeNotice,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Message,
  type Notice,
  readMessage,
  STORAGE_STATES,
  type StorageNotice,
  type StorageState,
  type Welcome,
} from './messages'
export {
  MAX_SELECTION_SHOWN,
  NAME_LENGTH,
  PALETTE_SIZE,
  type Presence,
  readName,
  readPresence,
} from './presence'
export { mayWrite, ROLES, type Role } from './roles'
