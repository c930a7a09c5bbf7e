import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardHtml, jsonInHtml } from './board-html'

describe('elements in the HTML of a clipboard', () => {
  it('come back as they were, whatever is written in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (json, words) => {
        expect(jsonInHtml(boardHtml(json, words))).toBe(json)
      }),
    )
  })

  it('survive the wrapping that browsers and systems put around them', () => {
    const html = boardHtml('{"a": "δ"}', 'words')
    expect(jsonInHtml(`<html><body><!--StartFragment-->${html}<!--EndFragment--></body></html>`)).toBe(
      '{"a": "δ"}',
    )
  })

  it('give other programs the words as text, and no markup of ours', () => {
    expect(boardHtml('{}', '<img src=x onerror=alert(1)>')).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  it('are none in the HTML of anybody else', () => {
    expect(jsonInHtml('<p data-chainboard="%%%">Hello</p>')).toBeNull()
    expect(jsonInHtml('<p data-chainboard="abc">Hello</p>')).toBeNull()
    expect(jsonInHtml('<p>Hello</p>')).toBeNull()
  })
})
