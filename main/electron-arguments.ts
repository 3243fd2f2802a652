/**
 * What the person wrote, without the program's name and the switches that are Chromium's: they stay in Electron's
 * `process.argv`. Not packaged, the first argument that is no switch is the checkout's folder.
 */
export function commandArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const rest = argv.slice(1).filter((argument) => !isChromiumSwitch(argument));
  return isPackaged ? rest : rest.slice(1);
}

function isChromiumSwitch(argument: string): boolean {
  return (
    /^--(?:no-sandbox|inspect(?:-brk)?|remote-debugging-(?:port|pipe)|use-gl|use-angle|enable-unsafe-swiftshader|password-store|ozone-platform)(?:=|$)/.test(
      argument,
    ) || argument.startsWith('-psn_')
  );
}
