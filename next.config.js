/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  images: { unoptimized: true },
  // The server process and Next's server rendering must share one copy of Yjs.
  serverExternalPackages: ['yjs', 'y-protocols', 'lib0'],
}
