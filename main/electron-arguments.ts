/** Switches that people give an installed program for Chromium's sake; they stay in Electron's `process.argv`. */
const chromiumSwitch =
  /^--(?:no-sandbox|disable-gpu|inspect|remote-debugging-port|password-store|ozone-platform)(?:=|$)|^-psn_/;

/** What the person wrote for Fileroom. Not packaged, that begins after the checkout's folder, before which all is Chromium's. */
export function commandArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const rest = argv.slice(1);
  if (isPackaged) return rest.filter((argument) => !chromiumSwitch.test(argument));
  return rest.slice(rest.findIndex((argument) => !argument.startsWith('-')) + 1);
}
