import '@fontsource-variable/inter'
import 'katex/dist/katex.min.css'
import './global.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { THEME_SCRIPT } from './_board/interface/theme'

export const metadata: Metadata = {
  title: 'Chainboard',
  description: 'A whiteboard on which a group derives back-propagation together, on a live chain network.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The server makes it anew for each answer: a script without it does not run.
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Sets the theme before the first paint; the text is a constant of ours. Browsers hide a nonce once they have read it. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, needed before hydration */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
