/**
 * Gerai runs on Node 24, which `npm ci` brings along; the natives crash on older ones. Imported first by every command,
 * so that `node x.ts` typed by hand says what to do instead of failing somewhere deep.
 */
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Gerai perlu Node 24; ini Node ${process.versions.node}. Jalankan lewat npm, misalnya: npm start\n` +
      `Gerai needs Node 24; this is Node ${process.versions.node}. Run it through npm, for example: npm start\n`,
  )
  process.exit(2)
}
