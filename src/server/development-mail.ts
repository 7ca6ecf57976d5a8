import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RequestErrorCode } from '../api/request-errors.js';
import { escapeHtml } from '../mail/html.js';
import type { DevelopmentMail, DevelopmentMailbox } from '../mail/mail-transport.js';
import { pagePolicy } from './security-headers.js';
import { isFromThisMachine } from './this-machine.js';

/**
 * Shows, only in development and only on this machine, the emails that would have been sent. They contain tokens that
 * can take over an account.
 */
export function addDevelopmentMailRoute(server: FastifyInstance, mailbox: DevelopmentMailbox): void {
  // An open page polls every other second, which would flood the log.
  server.get('/dev/mail', { logLevel: 'warn' }, (request, reply) => {
    if (!isFromThisMachine(request)) return refuse(reply);
    void reply.header('cache-control', 'no-store');
    return reply.headers(POLICY).type('text/html; charset=utf-8').send(renderMailbox(mailbox.messages));
  });
}

function refuse(reply: FastifyReply): FastifyReply {
  const message = 'Emails are shown only on this machine: open /dev/mail at localhost, or read them in the log.';
  return reply.code(403).send({ errors: [{ message, extensions: { code: RequestErrorCode.FORBIDDEN } }] });
}

/** Without allow-popups-to-escape-sandbox, a link would open a tab in the sandbox, in which no front end runs. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox allow-same-origin';

function renderMail({ id, to, subject, html, text, sentAt }: DevelopmentMail): string {
  const time = sentAt.toISOString();
  return `<article id="${escapeHtml(id)}">
<h2>${escapeHtml(subject)}</h2>
<p>to ${escapeHtml(to)}</p>
<time datetime="${time}">${time}</time>
<iframe sandbox="${SANDBOX}" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(html.replace(DOCTYPE, LINKS_IN_NEW_TAB))}"></iframe>
<details><summary>Plain text</summary><pre>${escapeHtml(text)}</pre></details>
</article>`;
}

const DOCTYPE = /^\s*(?:<!doctype[^>]*>)?/i;

/** Before the doctype, it would change how the email is laid out. */
const LINKS_IN_NEW_TAB = '$&<base target="_blank">';

const STYLE = `
:root { color-scheme: light dark; --line: #8884 }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere }
header p, article p, time { opacity: 0.75 }
details { grid-column: 1 / -1; border-top: 1px solid var(--line) } summary { padding: 0.75rem 0; cursor: pointer }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 1rem }
main:not(:empty) + p { display: none }
article { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; border: 1px solid var(--line);
  border-radius: 0.75rem; padding: 1rem 0 0; margin: 1.5rem 0; overflow: hidden }
article > * { padding: 0 1rem } article p { margin: 0; overflow-wrap: anywhere; grid-area: 2 / 1 / auto / -1 } article > h2 { padding-right: 0 }
time { text-align: right; font-variant-numeric: tabular-nums }
iframe { grid-column: 1 / -1; border: 0; border-top: 1px solid var(--line); width: 100%; height: 13rem; padding: 0;
  margin-top: 1rem; display: block }
@media (max-width: 30rem) { body { margin: 1rem auto } time { grid-column: 1; text-align: left } }
`;

/** How often the page checks for new emails. */
const REFRESH_MILLIS = 2000;

/** Shows times in the reader's time zone, makes each frame as high as its email, and adds new emails at the top. */
const SCRIPT = `
const list = document.querySelector('main');
const fit = (frame) => {
  frame.style.height = '0';
  frame.style.height = frame.contentDocument.documentElement.scrollHeight + 'px';
};
const prepare = (article) => {
  const time = article.querySelector('time');
  time.textContent = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const frame = article.querySelector('iframe');
  frame.addEventListener('load', () => fit(frame));
  if (frame.contentDocument?.readyState === 'complete') fit(frame);
};
const refresh = async () => {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const arrived = [...page.querySelectorAll('article')].filter(({ id }) => !document.getElementById(id));
  list.prepend(...arrived);
  arrived.forEach(prepare);
};
list.querySelectorAll('article').forEach(prepare);
addEventListener('resize', () => list.querySelectorAll('iframe').forEach(fit));
setInterval(() => document.hidden || refresh().catch(() => {}), ${REFRESH_MILLIS});
`;

const POLICY = pagePolicy({
  scriptSrc: [`'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`],
  styleSrc: ["'unsafe-inline'"],
  connectSrc: ["'self'"],
  // The logo.
  imgSrc: ["'self'", 'https:'],
});

function renderMailbox(messages: readonly DevelopmentMail[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mail – Gatehouse in development</title>
<style>${STYLE}</style>
<header>
<h1>Mail</h1>
<p>Newest first. New emails appear automatically. Without SMTP_URL, none of them leaves this machine.</p>
</header>
<main aria-live="polite">${messages.map(renderMail).join('\n')}</main>
<p>None yet. Register, for example, and the email that verifies the address appears here.</p>
<script>${SCRIPT}</script>
</html>
`;
}
