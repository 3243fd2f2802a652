import { type Context, valueOf } from './context.ts';
import type { WebhookRow } from './webhook-row.ts';

/** A webhook's call, filled in. `extra` goes beside its parameters. */
export function requestOf(webhook: WebhookRow, context: Context, extra: Readonly<Record<string, string>>): Request {
  const parameters = JSON.parse(webhook.parameters) as Record<string, unknown>;
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, filled(value)]));
  const headers = new Headers(authorizationOf(JSON.parse(webhook.auth) as Record<string, unknown>));
  const address = new URL(webhook.url);
  if (webhook.method === 'GET' || webhook.method === 'GET_JSON') {
    // A GET has no body in the web's own calls: its values, JSON or not, go into the address.
    for (const [name, value] of Object.entries({ ...values, ...extra })) {
      address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    return new Request(address, { headers, redirect: 'manual' });
  }
  const isJson = webhook.method === 'POST_JSON';
  headers.set('content-type', isJson ? 'application/json' : 'application/x-www-form-urlencoded');
  const template = parameters['_JSON_TEMPLATE_'];
  const body = isJson
    ? typeof template === 'string'
      ? fillTemplate(template, context)
      : JSON.stringify({ ...values, ...extra })
    : new URLSearchParams({ ...texts(values), ...extra }).toString();
  return new Request(address, { method: webhook.method === 'PUT' ? 'PUT' : 'POST', headers, body, redirect: 'manual' });

  function filled(value: unknown): unknown {
    return typeof value === 'string' && value.includes('.') ? (valueOf(context, value) ?? value) : value;
  }
}

const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

/** `{{study.uuid}}` is its value, inside a text of JSON; `\{` is a bracket. */
function fillTemplate(template: string, context: Context): string {
  return template.replace(/\\([\\{])|\{\{([\w.-]{1,200})\}\}/g, (whole: string, escaped: string, name: string) =>
    escaped === undefined ? JSON.stringify(valueOf(context, name) ?? whole).slice(1, -1) : escaped,
  );
}

function authorizationOf(auth: Readonly<Record<string, unknown>>): Record<string, string> {
  const { basic, custom } = auth as { basic?: Record<string, string>; custom?: Record<string, string> };
  if (basic !== undefined) {
    const { username = '', password = '' } = basic;
    return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  }
  return custom ?? {};
}
