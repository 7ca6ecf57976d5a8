import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestErrorCode } from '../api/request-errors.js';
import { isLoopback } from '../config/ip-address.js';
import { escapeHtml } from '../mail/mail-templates.js';
import type { DevelopmentMailbox, MailMessage } from '../mail/mail-transport.js';
import { namesLoopback } from './host-header.js';
import { pagePolicy } from './security-headers.js';

const POLICY = pagePolicy({ styleSrc: ["'unsafe-inline'"] });

/** By these a request shows that somebody has passed it on: a reverse proxy, or a tunnel from the internet to this port. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Shows, in development only and to this machine only, the mails that a mail server would have been given. They hold
 * tokens that take an account over.
 */
export function addDevelopmentMailRoute(server: FastifyInstance, mailbox: DevelopmentMailbox): void {
  server.get('/dev/mail', (request, reply) => {
    if (!isFromThisMachine(request)) return refuse(reply);
    return reply.headers(POLICY).type('text/html; charset=utf-8').send(renderMailbox(mailbox.messages));
  });
}

/** A page of a site whose name suddenly leads to this machine (DNS rebinding) sends that name as Host. */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const isPassedOn = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  return isLoopback(socket.remoteAddress ?? '') && namesLoopback(headers.host) && !isPassedOn;
}

function refuse(reply: FastifyReply): FastifyReply {
  const message = 'Mails are shown to this machine only: open /dev/mail at localhost, or read them in the log.';
  return reply.code(403).send({ errors: [{ message, extensions: { code: RequestErrorCode.FORBIDDEN } }] });
}

function renderMailbox(messages: readonly MailMessage[]): string {
  // A link opens a tab that would inherit the sandbox, in which no front end runs, if it could not escape from it.
  const mails = messages.map(
    ({ to, subject, html }) => `<article>
<h2>${escapeHtml(subject)}</h2>
<p>to ${escapeHtml(to)}</p>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(`<base target="_blank">${html}`)}"></iframe>
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
