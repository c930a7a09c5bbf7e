import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentionBefore, mentionsIn, partsOf, suggested } from './mention-text'

const ann = { id: 'a', name: 'Ann' }
const anna = { id: 'b', name: 'Anna Bo' }
const people = [ann, anna]

describe('a mention', () => {
  it('is @ and the whole name, not the beginning of a longer one', () => {
    expect(mentionsIn('see @Ann, please', people)).toEqual([ann])
    expect(mentionsIn('see @Anna Bo', people)).toEqual([anna])
    expect(mentionsIn('see @Annabel, Ann', people)).toEqual([])
    expect(mentionsIn('@Annette or @Ann?', people)).toEqual([ann])
  })

  it('is marked in the text, which stays the same', () => {
    expect(partsOf('hi @Anna Bo and @Ann!', people).map(({ text, mention }) => [text, mention?.id])).toEqual([
      ['hi ', undefined],
      ['@Anna Bo', 'b'],
      [' and ', undefined],
      ['@Ann', 'a'],
      ['!', undefined],
    ])
    const text = fc
      .array(fc.constantFrom('@', 'Ann', 'a', ' Bo', ' ', '@Ann', 'é', '😀'))
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(text, said => {
        expect(
          partsOf(said, people)
            .map(part => part.text)
            .join(''),
        ).toBe(said)
      }),
    )
  })

  it('is offered for what is typed after an @, by any word of the name', () => {
    expect(mentionBefore('hi @an', 6)).toEqual({ at: 3, query: 'an' })
    expect(mentionBefore('mail me@home', 12)).toBeNull()
    expect(mentionBefore('hi @an', 2)).toBeNull()
    expect(suggested('an', people)).toEqual([ann, anna])
    expect(suggested('bo', people)).toEqual([anna])
    expect(suggested('Ann', [ann])).toEqual([])
  })
})
