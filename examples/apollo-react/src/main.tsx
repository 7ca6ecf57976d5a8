import { ApolloProvider } from '@apollo/client/react';
import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { apollo } from './client';
import { ResetPassword } from './ResetPassword';
import './style.css';
import { UndoEmailChange } from './UndoEmailChange';
import { VerifyEmail } from './VerifyEmail';

/** The pages that the links in Gatehouse's emails open. */
const EMAILED_PAGES: Record<string, ComponentType> = {
  '/verify-email': VerifyEmail,
  '/reset-password': ResetPassword,
  '/undo-email-change': UndoEmailChange,
};

const Page = EMAILED_PAGES[location.pathname] ?? App;

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ApolloProvider client={apollo}>
      <Page />
    </ApolloProvider>
  </StrictMode>,
);
