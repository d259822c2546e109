/** @type {import("next").NextConfig} */
const config = {
  // These read their own files at run time (WebAssembly, grammars, native parts), so they stay unbundled.
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/client",
    "esbuild",
    "mdx-bundler",
    "pg",
    "rehype-pretty-code",
    "shiki",
    "ws",
  ],
  poweredByHeader: false,
  // `forbidden()`: the only way to a page with status 403.
  experimental: { authInterrupts: true },
  // Types are checked by `npm run check`; checking them again here would double the time of a start.
  typescript: { ignoreBuildErrors: true },
};

export default config;
