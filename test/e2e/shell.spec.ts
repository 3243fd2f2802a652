import { request as httpRequest } from 'node:http';
import { expect, launchBrowser, startServer, test, type Server } from './launch.ts';

test('the window opens, and says nothing bad on its console', async ({ fileroom }) => {
  await expect(fileroom.page.getByRole('navigation').first()).toBeVisible();
  expect(fileroom.page.url()).not.toContain('token');
});

test('the window opens again on the same data', async ({ fileroom }) => {
  const page = await fileroom.restart();
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test.describe('the browser shell lets in', () => {
  test.skip(({ shell }) => shell !== 'browser', 'Electron serves no port');
  let server: Server;
  test.beforeEach(async () => {
    server = await startServer(test.info().outputPath('data'));
  });
  test.afterEach(() => server.stop());

  test('one browser, once: neither the token again nor a request without the cookie', async () => {
    const browser = await launchBrowser();
    const first = await browser.newPage();
    await first.goto(server.url);
    await expect(first).toHaveURL(new RegExp(`^${new URL(server.url).origin}/(?:#.*)?$`));
    await expect(first.getByRole('navigation').first()).toBeVisible();
    await first.reload();
    await expect(first.getByRole('navigation').first()).toBeVisible();
    await first.goBack();
    expect(first.url()).not.toContain('token');

    const second = await (await browser.newContext()).newPage();
    expect((await second.goto(server.url))?.status()).toBe(401);
    await expect(second.getByText('Start Fileroom again')).toBeVisible();
    await browser.close();

    expect((await fetch(new URL('/api/app', server.url))).status).toBe(401);
  });

  test('no page that another site shows', async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(server.url);
    // Another origin on this very machine, with the cookie within reach.
    const other = new URL('/api/app', server.url);
    other.hostname = 'localhost';
    await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: 'evil' }));
    await page.goto('http://evil.example/');
    const reached = await page.evaluate(
      async (urls) => {
        const tries = urls.map(async (url) => (await fetch(url, { credentials: 'include' })).status);
        return (await Promise.allSettled(tries)).map(({ status }) => status);
      },
      [new URL('/api/app', server.url).href, other.href],
    );
    expect(reached).toEqual(['rejected', 'rejected']);
    await browser.close();
  });

  test('no name but its own', async () => {
    const status = await new Promise((resolve, reject) => {
      httpRequest(server.url, { headers: { Host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
