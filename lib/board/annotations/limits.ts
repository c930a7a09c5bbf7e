/** What the annotations of a board may hold. Readers clamp to these, commands refuse beyond them. */
export const MAX_ELEMENTS = 20_000
/** How far from the middle of the world something may lie, and how large it may be, in world units. */
export const MAX_COORDINATE = 1e7
/** Points of one stroke; `lib/canvas` packs them. */
export const MAX_STROKE_POINTS = 10_000
/** Bytes of one stroke: ten thousand points of a wild hand. */
export const MAX_STROKE_BYTES = 131_072
/** In UTF-16 units, which is what positions in a text count. */
export const MAX_TEXT = 20_000
export const MAX_LATEX = 5_000
/** Lines of one derivation, and characters of a line: as many as `lib/notation` checks. */
export const MAX_LINES = 500
export const MAX_LINE = 2_000
/** Groups inside each other. */
export const MAX_GROUPS = 8
/** Annotations that hold on to one another in a row. */
export const MAX_HOLDS = 8
/** By how much ink may be enlarged, and made smaller. */
export const MAX_SCALE = 1_000
/** Characters of elements as JSON, from a clipboard or a file. */
export const MAX_JSON = 32 * 1_048_576
