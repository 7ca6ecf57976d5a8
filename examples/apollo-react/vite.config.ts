import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The links in Gatehouse's emails lead here: its setting APP_URL.
  server: { port: 5173, strictPort: true },
});
