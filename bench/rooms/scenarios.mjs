/**
 * Who does what in each scenario. `rooms` rooms with `people` each, of whom `editors` edit `editRate` times a second and
 * `cursors` move a cursor `cursorRate` times a second. `entries` values of 100 bytes stand on the board before. In a storm nobody is there before,
 * and what is measured is the time until everybody has the board.
 */
export const SCENARIOS = {
  1: { words: '50 people, 5 edit, all move cursors', people: 50, editors: 5, cursors: 50 },
  2: { words: '200 people, 5 edit, all move cursors', people: 200, editors: 5, cursors: 200 },
  3: { words: '500 people, 2 edit, 50 move cursors', people: 500, editors: 2, cursors: 50 },
  4: { words: '300 join at once, 1 MB', people: 300, entries: 10_000, storm: true },
  '4e': { words: '300 join at once, 1 MB, 5 edit', people: 300, editors: 5, entries: 10_000, storm: true },
  5: { words: '1,000 rooms of two, both edit', rooms: 1_000, people: 2, editors: 2, editRate: 1 },
  6: { words: '600 people, 5 edit, all move cursors', people: 600, editors: 5, cursors: 600 },
  7: { words: 'a quiet room of two', people: 2, editors: 1, editRate: 4 },
}

const DEFAULTS = { rooms: 1, editors: 0, editRate: 10, cursors: 0, cursorRate: 20, entries: 0, storm: false }

export const scenario = name => ({ ...DEFAULTS, ...SCENARIOS[name], name })
