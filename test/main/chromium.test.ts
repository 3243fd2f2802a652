import { describe, expect, it } from 'vitest';
import { findChromium, hasDisplay } from '../../main/chromium.ts';

const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...files: string[]) => ({
  platform,
  env,
  exists: (path: string) => files.includes(path.replaceAll('\\', '/')),
});

describe('finding a browser', () => {
  it('finds none on a bare machine', () => {
    expect(findChromium(machine('linux', { PATH: '/usr/bin:/bin' }))).toBeUndefined();
    expect(findChromium(machine('linux', {}))).toBeUndefined();
    expect(findChromium(machine('win32', {}))).toBeUndefined();
    expect(findChromium(machine('darwin', {}))).toBeUndefined();
  });

  it('takes CHROME_PATH at its word, and says when it leads nowhere', () => {
    expect(
      findChromium(machine('linux', { CHROME_PATH: '/opt/chrome', PATH: '/bin' }, '/opt/chrome', '/bin/chromium')),
    ).toBe('/opt/chrome');
    expect(() => findChromium(machine('linux', { CHROME_PATH: '/opt/none', PATH: '/bin' }, '/bin/chromium'))).toThrow(
      '/opt/none',
    );
  });

  it.each([
    ['linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/chromium'],
    ['linux', { PATH: '/usr/bin' }, '/usr/bin/microsoft-edge-stable'],
    ['darwin', { HOME: '/Users/x' }, '/Users/x/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', { 'ProgramFiles(x86)': 'C:/Programs' }, 'C:/Programs/Microsoft/Edge/Application/msedge.exe'],
  ] as const)('finds it on %s %j: %s', (platform, env, path) => {
    expect(findChromium(machine(platform, env, path))).toBe(path);
  });
});

describe('a display', () => {
  it('is missing on a headless host', () => {
    expect(hasDisplay(machine('linux', {}))).toBe(false);
    expect(hasDisplay(machine('linux', { DISPLAY: '' }))).toBe(false);
  });
  it('is there', () => {
    expect(hasDisplay(machine('linux', { WAYLAND_DISPLAY: 'wayland-0' }))).toBe(true);
    expect(hasDisplay(machine('win32', {}))).toBe(true);
  });
});
