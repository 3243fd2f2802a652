/** A page without script for the moments when the window itself cannot be shown. `message` and `head` are our own text. */
export function plainPage(title: string, message: string, head = '', status = 200): Response {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="dark light" />
    <link rel="icon" href="data:," />
    ${head}
    <title>${title}</title>
  </head>
  <body style="font: 15px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem">
    <h1 style="font-size: 1.2rem">${title}</h1>
    <p>${message}</p>
  </body>
</html>
`;
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
