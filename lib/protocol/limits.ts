/** One limit: what it is worth, which environment variable changes it on a server, and how it is told to people. */
export interface Limit {
  readonly value: number
  readonly variable: string
  readonly words: string
}

/** Every limit that a server enforces. What may stand on a board is limited where boards are read: `lib/board`. */
export const LIMITS = {
  frameBytes: {
    value: 1_048_576,
    variable: 'LIMIT_FRAME_BYTES',
    words: 'one change of a board, in bytes',
  },
  boardBytes: {
    value: 20 * 1_048_576,
    variable: 'LIMIT_BOARD_BYTES',
    words: 'a whole board as it is stored, in bytes',
  },
  piecesPerChange: {
    value: 250_000,
    variable: 'LIMIT_PIECES_PER_CHANGE',
    words: 'pieces, values and deletions in one change',
  },
  historyBytes: {
    value: 64 * 1_048_576,
    variable: 'LIMIT_HISTORY_BYTES',
    words: 'past changes of one board that are kept, packed, in bytes; older ones keep who and when',
  },
  participants: {
    value: 500,
    variable: 'LIMIT_PARTICIPANTS',
    words: 'people on one board at the same time',
  },
  messagesPerSecond: {
    value: 200,
    variable: 'LIMIT_MESSAGES_PER_SECOND',
    words: 'messages from one connection in a second, three times that in a burst',
  },
  bytesPerSecond: {
    value: 524_288,
    variable: 'LIMIT_BYTES_PER_SECOND',
    words: 'bytes from one connection in a second, three times that in a burst',
  },
  controlFramesPerSecond: {
    value: 20,
    variable: 'LIMIT_CONTROL_FRAMES_PER_SECOND',
    words: 'pings and pongs from one connection in a second, three times that in a burst',
  },
  looksPerSecond: {
    value: 100_000,
    variable: 'LIMIT_LOOKS_PER_SECOND',
    words:
      'neighbours at which one board may have the server look in a second to put changes in their place, 600,000 at once',
  },
  syncsPerMinute: {
    value: 30,
    variable: 'LIMIT_SYNCS_PER_MINUTE',
    words: 'times in a minute that one connection may ask for the whole board, or for who is on it',
  },
  clientIdsPerConnection: {
    value: 1_000,
    variable: 'LIMIT_CLIENT_IDS_PER_CONNECTION',
    words: 'new client ids that one connection may bring to a board',
  },
  clientIdsPerBoard: {
    value: 20_000,
    variable: 'LIMIT_CLIENT_IDS_PER_BOARD',
    words: 'client ids under which a board was ever written',
  },
  presenceBytes: {
    value: 2_048,
    variable: 'LIMIT_PRESENCE_BYTES',
    words: 'what one participant shows of cursor and name, in bytes',
  },
  sendBufferBytes: {
    value: 8 * 1_048_576,
    variable: 'LIMIT_SEND_BUFFER_BYTES',
    words: 'what waits for a slow connection before it is asked to come back, in bytes',
  },
  unfinishedBytes: {
    value: 128 * 1_048_576,
    variable: 'LIMIT_UNFINISHED_BYTES',
    words: 'messages of all connections together that have not arrived whole yet, in bytes',
  },
  unfinishedMs: {
    value: 300_000,
    variable: 'LIMIT_UNFINISHED_MS',
    words: 'how long one message may take to arrive, in ms',
  },
  roomLingerMs: {
    value: 60_000,
    variable: 'LIMIT_ROOM_LINGER_MS',
    words: 'how long a board that nobody is on stays in memory, in ms',
  },
  bodyBytes: {
    value: 1_048_576,
    variable: 'LIMIT_BODY_BYTES',
    words: 'the body of an HTTP request, in bytes',
  },
  imageBytes: {
    value: 8 * 1_048_576,
    variable: 'LIMIT_IMAGE_BYTES',
    words: 'one image on a board, in bytes',
  },
  imagePixels: {
    value: 40_000_000,
    variable: 'LIMIT_IMAGE_PIXELS',
    words: 'pixels of one image on a board',
  },
  boardImageBytes: {
    value: 64 * 1_048_576,
    variable: 'LIMIT_BOARD_IMAGE_BYTES',
    words: 'all images of one board, in bytes',
  },
  imagesPerHour: {
    value: 300,
    variable: 'LIMIT_IMAGES_PER_HOUR',
    words: 'images sent in an hour from one address',
  },
  threads: {
    value: 1_000,
    variable: 'LIMIT_THREADS',
    words: 'threads of comments on one board, at most 5,000',
  },
  threadMessages: {
    value: 300,
    variable: 'LIMIT_THREAD_MESSAGES',
    words: 'comments in one thread, at most 1,000',
  },
  commentCharacters: {
    value: 2_000,
    variable: 'LIMIT_COMMENT_CHARACTERS',
    words: 'characters of one comment, at most 10,000',
  },
  commentsPerMinute: {
    value: 120,
    variable: 'LIMIT_COMMENTS_PER_MINUTE',
    words: 'comments written, changed or resolved in a minute from one address',
  },
  attemptsPerMinute: {
    value: 240,
    variable: 'LIMIT_ATTEMPTS_PER_MINUTE',
    words: 'answers to exercises marked in a minute for one address',
  },
  boardsPerHour: {
    value: 30,
    variable: 'LIMIT_BOARDS_PER_HOUR',
    words: 'boards created in an hour from one address',
  },
  requestsPerMinute: {
    value: 1_200,
    variable: 'LIMIT_REQUESTS_PER_MINUTE',
    words: 'requests for pages and to the API in a minute from one address',
  },
  connectionsPerAddress: {
    value: 1_000,
    variable: 'LIMIT_CONNECTIONS_PER_ADDRESS',
    words: 'connections from one address at the same time',
  },
  connectionsPerMinute: {
    value: 1_200,
    variable: 'LIMIT_CONNECTIONS_PER_MINUTE',
    words: 'connections opened in a minute from one address',
  },
  rooms: {
    value: 5_000,
    variable: 'LIMIT_ROOMS',
    words: 'boards in use at the same time',
  },
  freeDiskBytes: {
    value: 256 * 1_048_576,
    variable: 'LIMIT_FREE_DISK_BYTES',
    words: 'free space on the disk of `DATA_DIR` below which no new boards are made, in bytes',
  },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

/** The limits of one server: each name with the value that holds there. */
export type Limits = Readonly<Record<LimitName, number>>
