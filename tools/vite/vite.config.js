// SPDX-License-Identifier: GPL-3.0-or-later

import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const globals = {
  vue: 'Vue', CoreHome: 'CoreHome', CorePluginsAdmin: 'CorePluginsAdmin', tslib: 'tslib',
};

export default defineConfig({
  plugins: [vue()],
  build: {
    lib: {
      entry: 'src/index.ts', name: 'OAuth2', formats: ['umd'], fileName: () => 'OAuth2.umd.min.js',
    },
    rollupOptions: { external: Object.keys(globals), output: { globals } },
  },
});
