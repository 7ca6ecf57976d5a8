import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import relay from 'vite-plugin-relay';

export default defineConfig({
  plugins: [relay, react()],
  // The links in Gatehouse's emails lead here: its setting APP_URL.
  server: { port: 5173, strictPort: true },
});
