/** What looks for mail to send and for webhooks to call, every second, beside all requests. */
export const OF_DELIVERY = /^(?!WITH).*(outgoing_mails|mail_tokens|webhooks)/s;
