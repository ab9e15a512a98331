// @ts-check
/** Packs the app into `dist/`: electron-builder with the Electron that set-up has found. */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { electronFolder, electronMarker, inRoot, node, script } from './paths.mjs'
import { exec } from './process.mjs'
import { complain, startLine, tell, warn } from './screen.mjs'

const staged = inRoot('.cache', 'electron-dist')
const log = inRoot('.cache', 'setup', 'dist.log')

const targets = /** @type {Record<string, string>} */ ({ linux: '--linux', win32: '--win', darwin: '--mac' })

/** electron-builder copies the folder as it is, and what lies in `resources/` would win over our archive. */
function stageElectron() {
  rmSync(staged, { recursive: true, force: true })
  const unwanted = [
    electronMarker,
    join(electronFolder, 'resources', 'app'),
    join(electronFolder, 'resources', 'default_app.asar'),
  ]
  cpSync(electronFolder, staged, { recursive: true, filter: (source) => !unwanted.includes(source) })
}

/**
 * @param {readonly string[]} args passed on to electron-builder
 * @returns {Promise<number>} the exit code
 */
export async function dist(args) {
  const { version, standIn } = JSON.parse(readFileSync(electronMarker, 'utf8'))
  const line = startLine('Packing the app')
  stageElectron()
  rmSync(inRoot('dist'), { recursive: true, force: true })
  const { code } = await exec(
    node,
    [
      script('electron-builder/cli.js'),
      ...[targets[process.platform] ?? '--linux', 'dir', `--${process.arch}`, '--publish', 'never'],
      ...[`-c.electronDist=${staged}`, `-c.electronVersion=${version}`],
      ...args,
    ],
    { log, onLine: line.say },
  )
  if (code !== 0) {
    line.clear()
    complain(`Packing the app failed.\n  Next: electron-builder says why in ${log}.`)
    return code
  }
  line.done()
  tell(`  The app is in ${inRoot('dist')}`)
  if (standIn) warn(`It holds the stand-in Electron ${version}: good for tests, not for giving to anyone.`)
  return 0
}
