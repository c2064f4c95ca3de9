// Loaded before every entry (--import), in plain JavaScript because a Node that is too old cannot read anything else here.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Laurel needs Node 22.18 or later to run; this is ${process.versions.node}.\n` +
      "Run `npm ci` (without --ignore-scripts and --omit=dev): it brings Node 24 with it, and `npm run …` uses that one.\n",
  )
  process.exit(2)
}
