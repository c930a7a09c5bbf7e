import '@fontsource-variable/inter'
import 'katex/dist/katex.min.css'
import './global.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { THEME_SCRIPT } from './_board/interface/theme'

export const metadata: Metadata = {
  title: 'Chainboard',
  description: 'A whiteboard on which a group derives back-propagation together, on a live chain network.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Sets the theme before the first paint; the text is a constant of ours. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, needed before hydration */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
