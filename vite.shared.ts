import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { isolationHeaders as headers } from './apps/kit/src/serving/isolation-headers.js';

/** What an app is called where it is installed. */
interface AppDescription {
  readonly name: string;
  readonly description: string;
  readonly plugins?: readonly Plugin[];
}

/** The one build of every page: React, module workers, and a service worker that keeps it all for use offline. */
export function appConfig({ name, description, plugins = [] }: AppDescription): UserConfig {
  return {
    // Served from any folder.
    base: './',
    plugins: [
      react(),
      ...plugins,
      VitePWA({
        registerType: 'autoUpdate',
        injectRegister: 'script-defer',
        manifest: {
          name,
          short_name: name,
          description,
          display: 'standalone',
          background_color: '#ffffff',
          theme_color: '#4263eb',
          icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
        },
        workbox: {
          globPatterns: ['**/*.{js,css,html,wasm,svg,gz,json}'],
          maximumFileSizeToCacheInBytes: 20e6,
        },
      }),
    ],
    worker: { format: 'es', plugins: () => [...plugins] },
    build: {
      target: 'es2022',
      chunkSizeWarningLimit: 3000,
      reportCompressedSize: false,
      rollupOptions: {
        onwarn: (warning, warn) => {
          // Of zod's comments: nothing that could be mended here.
          if (warning.code !== 'INVALID_ANNOTATION') warn(warning);
        },
      },
    },
    server: { headers },
    preview: { headers },
  };
}
