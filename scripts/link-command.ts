import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Puts `fileroom` where npx finds it: npm links the commands of dependencies, not one's own.
const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const command = join(bin, 'fileroom');

await mkdir(bin, { recursive: true });
if (process.platform === 'win32') {
  await writeFile(`${command}.cmd`, '@node "%~dp0\\..\\..\\dist\\main\\cli.js" %*\r\n');
  await writeFile(`${command}.ps1`, '& node "$PSScriptRoot/../../dist/main/cli.js" $args\nexit $LASTEXITCODE\n');
} else {
  await rm(command, { force: true });
  await symlink('../../dist/main/cli.js', command);
  await chmod(join(root, 'dist', 'main', 'cli.js'), 0o755);
}
