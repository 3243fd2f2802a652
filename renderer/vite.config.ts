import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  // Cornerstone's decoders are module workers; its loader must not be pre-bundled (it finds them by import.meta.url).
  worker: { format: 'es' },
  optimizeDeps: {
    exclude: ['@cornerstonejs/dicom-image-loader'],
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      '@cornerstonejs/core',
      '@cornerstonejs/tools',
      '@cornerstonejs/metadata',
      'dicom-parser',
      '@cornerstonejs/codec-openjpeg/decodewasmjs',
      '@cornerstonejs/codec-charls/decodewasmjs',
      '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
      '@cornerstonejs/codec-openjph/wasmjs',
    ],
  },
  build: {
    target: 'es2022',
    // Lowered, light-dark() would follow the window alone; the viewer is dark in a light window too.
    cssTarget: 'chrome123',
    outDir: '../dist/window',
    emptyOutDir: true,
    // The window's policy allows no inline data for scripts; fonts and icons are files of their own.
    assetsInlineLimit: 0,
    // Cornerstone and vtk.js, fetched when the first study is opened.
    chunkSizeWarningLimit: 5000,
  },
});
