// Loaded before every npm script (`node --import`). Plain JavaScript, because an older Node cannot read the TypeScript ones.
const needed = 24;
if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `This checkout runs on Node ${needed}, but its npm scripts run on ${process.version}: the development dependency ` +
      '"node" is not in place. Run `npm ci` again, without --ignore-scripts and without --omit=dev.',
  );
  process.exit(1);
}
