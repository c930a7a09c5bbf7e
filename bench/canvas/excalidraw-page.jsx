import { Excalidraw, restoreElements } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { strokes } from './strokes.mjs'

/** The whole page of an Excalidraw with the same strokes, as its own website shows it. */
const elements = restoreElements(
  Array.from(strokes(), ({ x, y, points }, i) => ({
    id: `stroke-${i}`,
    type: 'freedraw',
    x,
    y,
    points,
    pressures: [],
    simulatePressure: true,
    strokeColor: '#1e1e1e',
    strokeWidth: 2,
    roughness: 1,
    opacity: 100,
    ...sizeOf(points),
  })),
  null,
)

function sizeOf(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
}

createRoot(document.getElementById('root')).render(
  createElement(Excalidraw, {
    autoFocus: true,
    handleKeyboardGlobally: true,
    initialData: { elements, scrollToContent: false, appState: { scrollX: 0, scrollY: 0 } },
    excalidrawAPI: api => {
      window.excalidraw = api
    },
  }),
)
