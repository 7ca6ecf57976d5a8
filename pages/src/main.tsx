import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shared/mantine.css';
import './shared/style.css';
import { App } from './App';
import { pageSettings } from './shared/page-settings';

// A script may set a variable, where the policy of the page forbids style elements.
document.documentElement.style.setProperty('--brand', pageSettings.brand.color);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
