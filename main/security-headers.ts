/**
 * What the window may load and do, the same in both shells. `wasm-unsafe-eval` compiles the pixel decoders;
 * `blob:` and `data:` pictures are thumbnails and canvases; inline styles are React's positions and sizes.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', contentSecurityPolicy],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  [
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=(), clipboard-read=()',
  ],
];

/**
 * The answer with the window's policy on it, beside a stricter one of its own: both are in force (CSP 3, 4.1). Its body
 * is passed on as the stream it is.
 */
export function withSecurityHeaders(response: Response): Response {
  const secured = new Response(response.body, response);
  const own = secured.headers.get('Content-Security-Policy');
  for (const [name, value] of headers) secured.headers.set(name, value);
  if (own !== null) secured.headers.append('Content-Security-Policy', own);
  return secured;
}
