import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../mail/mail-templates.js';
import type { DevelopmentMailbox, MailMessage } from '../mail/mail-transport.js';
import { pagePolicy } from './security-headers.js';

const POLICY = pagePolicy({ styleSrc: ["'unsafe-inline'"] });

/** Shows, in development only, the mails that a mail server would have been given. */
export function addDevelopmentMailRoute(server: FastifyInstance, mailbox: DevelopmentMailbox): void {
  server.get('/dev/mail', (_request, reply) => {
    return reply.headers(POLICY).type('text/html; charset=utf-8').send(renderMailbox(mailbox.messages));
  });
}

function renderMailbox(messages: readonly MailMessage[]): string {
  const mails = messages.map(
    ({ to, subject, html }) => `<article>
<h2>${escapeHtml(subject)}</h2>
<p>to ${escapeHtml(to)}</p>
<iframe sandbox="allow-popups" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(`<base target="_blank">${html}`)}"></iframe>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Mails, Gatehouse in development</title>
<style>
  body { font-family: system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }
  article { border: 1px solid #ccc; border-radius: 0.5rem; padding: 0 1rem 1rem; margin: 1rem 0 }
  iframe { border: 0; width: 100%; height: 13rem }
</style>
<h1>Mails</h1>
<p>Newest first. Without SMTP_URL no mail leaves this machine. Reload the page to see new ones.</p>
${mails.join('\n') || '<p>None yet.</p>'}
</html>
`;
}
